#include "ui/viewmodels/schedule/BoardReadings.h"

#include "ui/viewmodels/Sentence.h"

#include <algorithm>

namespace clinidesk {

namespace {

bool isRead(const BoardReading &reading)
{
    return reading.state() == ListState::Shown || reading.state() == ListState::Old;
}

} // namespace

BoardReadings::BoardReadings(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_clinics(clinics)
    , m_main(ports, clinics)
{
    listen(m_main);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, &BoardReadings::follow);
}

BoardReadings::~BoardReadings() = default;

void BoardReadings::listen(BoardReading &reading)
{
    connect(&reading, &BoardReading::dayRead, this,
            [this, &reading] { emit dayRead(reading.clinic().id, reading.appointments()); });
    connect(&reading, &BoardReading::changed, this, &BoardReadings::changed);
}

bool BoardReadings::canStandBeside(const Clinic &clinic) const
{
    const Clinic &front = m_clinics.current();
    return clinic.id != front.id && clinic.zone == front.zone;
}

QList<ClinicId> BoardReadings::beside() const
{
    QList<ClinicId> clinics;
    for (const auto &reading : m_beside)
        clinics.append(reading->clinic().id);
    return clinics;
}

QList<ClinicId> BoardReadings::all() const
{
    return QList{m_clinics.current().id} + beside();
}

void BoardReadings::setBeside(const QList<ClinicId> &clinics)
{
    std::vector<std::unique_ptr<BoardReading>> next;
    for (const ClinicId each : clinics) {
        const Clinic *clinic = m_clinics.find(each);
        const auto isThat
            = [each](const auto &reading) { return reading && reading->clinic().id == each; };
        if (!clinic || !canStandBeside(*clinic) || std::any_of(next.begin(), next.end(), isThat))
            continue;
        const auto known = std::find_if(m_beside.begin(), m_beside.end(), isThat);
        if (known != m_beside.end()) {
            next.push_back(std::move(*known));
            continue;
        }
        next.push_back(std::make_unique<BoardReading>(m_ports, m_clinics, each));
        listen(*next.back());
    }
    m_beside.swap(next);
    for (const auto &reading : m_beside) {
        if (reading->state() != ListState::Idle)
            continue;
        reading->show(m_wanted);
        reading->setActive(m_isActive);
    }
    emit changed();
}

/// Another clinic is in front, on its today.
void BoardReadings::follow()
{
    m_wanted = {};
    setBeside(beside());
    for (const auto &reading : m_beside)
        reading->show(m_wanted);
}

QStringList BoardReadings::besideFailures() const
{
    QStringList sentences;
    for (const auto &reading : m_beside) {
        const QString name = reading->clinic().name;
        if (reading->state() == ListState::Failed && reading->failure())
            sentences
                << tr("%1 could not be read. %2").arg(name, Sentence::of(*reading->failure()));
        else if (reading->state() == ListState::Old)
            sentences << tr("What stands here of %1 is old: it could not be read again.").arg(name);
        else if (isRead(*reading) && reading->hoursFailure())
            sentences << tr("The working hours of %1 could not be read, so nothing is marked as "
                            "closed there.")
                             .arg(name);
    }
    return sentences;
}

BoardFacts BoardReadings::factsOf(const BoardReading &reading) const
{
    BoardFacts facts;
    facts.clinic = reading.clinic();
    facts.day = m_main.date();
    facts.appointments = reading.appointments();
    facts.hours = reading.hours();
    facts.doctors = m_clinics.doctorsOf(facts.clinic.id);
    facts.departments = m_clinics.departmentsOf(facts.clinic.id);
    return facts;
}

BoardFacts BoardReadings::facts() const
{
    BoardFacts facts = factsOf(m_main);
    for (const auto &reading : m_beside) {
        if (isRead(*reading) && reading->date() == facts.day)
            facts.beside.push_back(factsOf(*reading));
    }
    return facts;
}

void BoardReadings::setActive(bool active)
{
    m_isActive = active;
    m_main.setActive(active);
    for (const auto &reading : m_beside)
        reading->setActive(active);
}

void BoardReadings::read(Reading reading)
{
    m_main.read(reading);
    for (const auto &each : m_beside)
        each->read(reading);
}

void BoardReadings::show(QDate date)
{
    m_wanted = date;
    m_main.show(date);
    for (const auto &reading : m_beside)
        reading->show(date);
}

void BoardReadings::giveUp()
{
    m_main.giveUp();
    for (const auto &reading : m_beside)
        reading->giveUp();
}

} // namespace clinidesk
