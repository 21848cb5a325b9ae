#include "ui/viewmodels/schedule/WeekReading.h"

#include "core/booking/BookingService.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QDate mondayOf(QDate day)
{
    return day.isValid() ? day.addDays(1 - day.dayOfWeek()) : QDate();
}

} // namespace

WeekReading::WeekReading(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_dayList(ports.days)
    , m_dayHours(ports.hours)
    , m_clinics(clinics)
{
    m_readAgain.setObjectName(u"weekReadAgain"_s);
    m_readAgain.setInterval(readAgainEvery);
    const auto readIfActive = [this] {
        if (m_isActive)
            read(Reading::Usual);
    };
    connect(&m_readAgain, &QTimer::timeout, this, readIfActive);
    connect(&ports.booking, &BookingService::changed, this, readIfActive);
    connect(&ports.connection, &Connection::restored, this, readIfActive);
    connect(&m_clinics, &ClinicChoice::loaded, this, &WeekReading::takeClinics);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] {
        forget();
        if (m_isActive)
            read(Reading::Usual);
    });
}

QDate WeekReading::monday() const
{
    return mondayOf(m_wanted.isValid() ? m_wanted : m_clinics.current().today);
}

void WeekReading::setActive(bool active)
{
    m_isActive = active;
    if (!active)
        return m_readAgain.stop();
    m_readAgain.start();
    if (!m_clinics.isLoaded())
        m_clinics.load();
    read(Reading::Usual);
}

void WeekReading::forget()
{
    ++m_generation;
    m_days = {};
    m_hours.reset();
    m_hoursFailure.reset();
    m_freshness.reset();
    m_failure.reset();
    m_state = ListState::Idle;
}

void WeekReading::show(QDate day)
{
    m_wanted = day;
    if (monday() != m_monday)
        forget();
    if (m_isActive)
        read(Reading::Usual);
}

void WeekReading::takeClinics()
{
    if (m_clinics.current().id.isNull()) {
        m_failure = m_clinics.failure();
        m_state = m_failure ? ListState::Failed : ListState::Empty;
        emit changed();
    } else if (m_isActive && m_state == ListState::Loading && m_open == 0) {
        read(Reading::Usual);
    }
}

void WeekReading::read(Reading reading)
{
    if (m_clinics.current().id.isNull() || !monday().isValid()) {
        m_state = ListState::Loading;
        m_clinics.load(); // takeClinics() goes on from there.
        emit changed();
        return;
    }
    if (monday() != m_monday)
        forget();
    m_monday = monday();
    ++m_generation;
    m_failure.reset();
    m_open = daysOfAWeek + (m_dayHours ? 1 : 0);
    if (m_state == ListState::Idle || m_state == ListState::Failed)
        m_state = ListState::Loading;
    if (m_dayHours)
        askHours(reading);
    for (int place = 0; place < daysOfAWeek; ++place)
        askDay(place, reading);
    emit changed();
}

void WeekReading::askDay(int place, Reading reading)
{
    const ClinicId clinic = m_clinics.current().id;
    const QDate day = m_monday.addDays(place);
    if (const auto kept = reading == Reading::Usual ? m_dayList.peek(clinic, day) : std::nullopt)
        return takeDay(place, *kept);
    deliver(m_dayList.day(clinic, day, reading), this,
            [this, place, generation = m_generation](const Result<Day> &answer) {
                if (generation == m_generation)
                    takeDay(place, answer);
            });
}

void WeekReading::askHours(Reading reading)
{
    deliver(m_dayHours->hours(m_clinics.current().id, m_monday, m_monday.addDays(daysOfAWeek - 1),
                              reading),
            this, [this, generation = m_generation](const Result<QList<SeatHours>> &answer) {
                if (generation != m_generation)
                    return;
                if (answer)
                    m_hours = *answer;
                m_hoursFailure = answer ? std::nullopt : std::optional(answer.error());
                finish();
            });
}

void WeekReading::takeDay(int place, const Result<Day> &answer)
{
    if (answer) {
        m_days.at(size_t(place)) = {answer->appointments, answer->freshness};
        if (const auto old = failureBehind(answer->freshness))
            m_failure = old;
    } else {
        m_failure = answer.error();
    }
    finish();
}

/// A week is shown once all of it is there: a day without its patients would look free.
void WeekReading::finish()
{
    if (--m_open > 0)
        return;
    const bool isWhole = std::all_of(m_days.begin(), m_days.end(),
                                     [](const OneDay &each) { return each.freshness.has_value(); });
    if (isWhole) {
        m_freshness = std::min_element(m_days.begin(), m_days.end(),
                                       [](const OneDay &one, const OneDay &other) {
                                           return one.freshness->asOf < other.freshness->asOf;
                                       })
                          ->freshness;
        m_state = m_failure ? ListState::Old : ListState::Shown;
    } else {
        m_state = ListState::Failed;
    }
    emit changed();
}

void WeekReading::giveUp()
{
    if (m_open == 0)
        return;
    ++m_generation;
    m_open = 1;
    m_failure = Error{Error::Code::Cancelled, {}, {}};
    finish();
}

} // namespace clinidesk
