#include "ui/viewmodels/paper/PaperReading.h"

#include "core/booking/AppointmentBook.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

PaperReading::PaperReading(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_dayList(ports.days)
    , m_hours(ports.hours)
    , m_book(ports.book)
{
}

void PaperReading::read(const PaperScope &scope, Reading reading)
{
    if (scope != m_scope)
        forget();
    else if (m_state == ListState::Loading && reading == Reading::Usual)
        return; // It is on its way.
    m_scope = scope;
    ++m_generation;
    if (m_state == ListState::Idle || m_state == ListState::Failed) {
        m_state = ListState::Loading;
        emit changed();
    }
    if (scope.appointment.isNull())
        readDays(reading);
    else
        readAppointment();
}

void PaperReading::readDays(Reading reading)
{
    const qint64 count = m_scope.first.daysTo(m_scope.last) + 1;
    m_coming = QList<std::optional<Day>>(count);
    m_comingHours.reset();
    m_awaitsHours = m_hours != nullptr;
    if (m_hours)
        deliver(m_hours->hours(m_scope.clinic, m_scope.first, m_scope.last, reading), this,
                [this, generation = m_generation](const Result<QList<SeatHours>> &answer) {
                    if (generation == m_generation)
                        takeHours(answer);
                });
    for (int place = 0; place < count; ++place)
        deliver(m_dayList.day(m_scope.clinic, m_scope.first.addDays(place), reading), this,
                [this, place, generation = m_generation](const Result<Day> &answer) {
                    if (generation == m_generation)
                        take(place, answer);
                });
}

void PaperReading::readAppointment()
{
    deliver(m_book.appointment(m_scope.appointment), this,
            [this, generation = m_generation](const Result<Appointment> &answer) {
                if (generation != m_generation)
                    return;
                if (!answer)
                    return fail(answer.error());
                m_appointment = *answer;
                m_failure.reset();
                m_state = ListState::Shown;
                emit changed();
            });
}

void PaperReading::take(int place, const Result<Day> &answer)
{
    if (!answer)
        return fail(answer.error());
    m_coming[place] = *answer;
    finishIfWhole();
}

void PaperReading::takeHours(const Result<QList<SeatHours>> &answer)
{
    // A sheet without them says so: the appointments are what it is for.
    if (answer)
        m_comingHours = *answer;
    m_awaitsHours = false;
    finishIfWhole();
}

void PaperReading::finishIfWhole()
{
    const auto isThere = [](const std::optional<Day> &day) { return day.has_value(); };
    if (m_awaitsHours || !std::all_of(m_coming.cbegin(), m_coming.cend(), isThere))
        return;
    m_days.clear();
    m_freshness.reset();
    for (const std::optional<Day> &day : std::as_const(m_coming)) {
        m_days.append({.day = day->date,
                       .zone = m_scope.zone,
                       .appointments = day->appointments,
                       .hours = m_comingHours});
        const Freshness &own = day->freshness;
        if (!m_freshness || own.asOf < m_freshness->asOf)
            m_freshness
                = Freshness{.layer = own.layer,
                            .asOf = own.asOf,
                            .isStale = own.isStale || (m_freshness && m_freshness->isStale)};
        else
            m_freshness->isStale = m_freshness->isStale || own.isStale;
    }
    m_failure = m_freshness ? failureBehind(*m_freshness) : std::nullopt;
    m_state = m_freshness && m_freshness->isStale ? ListState::Old : ListState::Shown;
    emit changed();
}

void PaperReading::fail(const Error &error)
{
    ++m_generation; // The rest of this reading makes no whole any more.
    if (error.code == Error::Code::Cancelled)
        return;
    m_failure = error;
    // An appointment that can't be read again may have been moved since: no slip of it.
    m_appointment.reset();
    m_state = m_days.isEmpty() ? ListState::Failed : ListState::Old;
    emit changed();
}

void PaperReading::giveUp()
{
    fail(Error{Error::Code::Unavailable, u"given up"_s, {}});
}

void PaperReading::forget()
{
    ++m_generation;
    m_scope = {};
    m_state = ListState::Idle;
    m_failure.reset();
    m_freshness.reset();
    m_days.clear();
    m_appointment.reset();
}

} // namespace clinidesk
