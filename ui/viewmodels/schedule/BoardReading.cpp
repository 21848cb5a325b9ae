#include "ui/viewmodels/schedule/BoardReading.h"

#include "core/booking/BookingService.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

BoardReading::BoardReading(const Ports &ports, ClinicChoice &clinics, ClinicId clinic,
                           QObject *parent)
    : QObject(parent)
    , m_days(ports.days)
    , m_dayHours(ports.hours)
    , m_clinics(clinics)
    , m_only(clinic)
{
    m_readAgain.setObjectName(u"boardReadAgain"_s);
    m_readAgain.setInterval(readAgainEvery);
    const auto readIfActive = [this] {
        if (m_isActive)
            read(Reading::Usual);
    };
    connect(&m_readAgain, &QTimer::timeout, this, readIfActive);
    connect(&ports.booking, &BookingService::changed, this, readIfActive);
    connect(&ports.connection, &Connection::restored, this, readIfActive);
    connect(&m_clinics, &ClinicChoice::loaded, this, &BoardReading::takeClinics);
    if (m_only.isNull())
        connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] { show({}); });
}

const Clinic &BoardReading::clinic() const
{
    static const Clinic unknown;
    if (m_only.isNull())
        return m_clinics.current();
    const Clinic *found = m_clinics.find(m_only);
    return found ? *found : unknown;
}

QDate BoardReading::date() const
{
    if (m_wanted.isValid())
        return m_wanted;
    return m_shown.isValid() ? m_shown : clinic().today;
}

void BoardReading::setActive(bool active)
{
    m_isActive = active;
    if (!active)
        return m_readAgain.stop();
    m_readAgain.start();
    if (!m_clinics.isLoaded())
        m_clinics.load();
    read(Reading::Usual);
}

void BoardReading::read(Reading reading)
{
    const ClinicId clinic = this->clinic().id;
    if (clinic.isNull()) {
        m_state = ListState::Loading;
        m_clinics.load(); // takeClinics() goes on from there.
        emit changed();
        return;
    }
    ++m_generation;
    const QDate day = date();
    const bool mayPeek = reading == Reading::Usual;
    const auto keptHours
        = mayPeek && day.isValid() && m_dayHours ? m_dayHours->peek(clinic, day) : std::nullopt;
    const auto keptDay = mayPeek ? m_days.peek(clinic, m_wanted) : std::nullopt;
    if (keptHours) {
        m_hours = *keptHours;
        m_hoursFailure.reset();
    }
    m_isHoursOpen = false;
    if (!keptHours && day.isValid())
        askHours(day, reading);
    if (keptDay)
        return takeDay(*keptDay);
    if (m_state == ListState::Idle || m_state == ListState::Failed) {
        m_state = ListState::Loading;
        emit changed();
    }
    deliver(m_days.day(clinic, m_wanted, reading), this,
            [this, generation = m_generation](const Result<Day> &answer) {
                if (generation == m_generation)
                    takeDay(answer);
            });
}

void BoardReading::askHours(QDate day, Reading reading)
{
    if (!m_dayHours)
        return;
    m_isHoursOpen = true;
    deliver(m_dayHours->hours(clinic().id, day, day, reading), this,
            [this, generation = m_generation](const Result<QList<SeatHours>> &answer) {
                if (generation == m_generation)
                    takeHours(answer);
            });
}

void BoardReading::takeClinics()
{
    if (clinic().id.isNull()) {
        m_failure = m_clinics.failure();
        m_state = m_failure ? ListState::Failed : ListState::Empty;
    }
    emit changed();
}

void BoardReading::show(QDate date)
{
    m_wanted = date;
    m_shown = {};
    m_hasDay = false;
    m_appointments.clear();
    m_hours.reset();
    m_hoursFailure.reset();
    m_freshness.reset();
    m_failure.reset();
    m_state = ListState::Idle;
    read(Reading::Usual);
}

void BoardReading::giveUp()
{
    ++m_generation;
    fail(Error{Error::Code::Cancelled, {}, {}});
    emit changed();
}

void BoardReading::fail(const Error &error)
{
    const bool hasAnswer = m_state == ListState::Shown || m_state == ListState::Old;
    m_failure = error;
    m_state = hasAnswer ? ListState::Old : ListState::Failed;
}

void BoardReading::takeDay(const Result<Day> &answer)
{
    if (answer) {
        m_shown = answer->date;
        m_freshness = answer->freshness;
        m_failure = failureBehind(answer->freshness);
        m_appointments = answer->appointments;
        m_hasDay = true;
        // Past midnight today is another day, with other hours.
        const bool isOfAnotherDay
            = m_hours && !m_hours->isEmpty() && m_hours->first().day != m_shown;
        if (isOfAnotherDay)
            m_hours.reset();
        if (!m_hours && !m_isHoursOpen && !m_hoursFailure)
            askHours(m_shown, Reading::Usual);
        emit dayRead();
        present();
    } else if (answer.error().code != Error::Code::Cancelled) {
        fail(answer.error());
    }
    emit changed();
}

void BoardReading::takeHours(const Result<QList<SeatHours>> &answer)
{
    m_isHoursOpen = false;
    if (answer) {
        m_hours = *answer;
        m_hoursFailure.reset();
    } else {
        m_hoursFailure = answer.error(); // Those read before stay.
    }
    present();
    emit changed();
}

/// A day is shown with its hours: columns that come and go would move under someone's hand.
void BoardReading::present()
{
    const bool knowsHours = m_hours || !m_isHoursOpen;
    if (m_hasDay && knowsHours)
        m_state = m_freshness && m_freshness->isStale ? ListState::Old : ListState::Shown;
    else if (m_hasDay && m_state == ListState::Idle)
        m_state = ListState::Loading;
}

} // namespace clinidesk
