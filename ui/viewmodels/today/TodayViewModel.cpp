#include "ui/viewmodels/today/TodayViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Column = AppointmentTable::Column;

} // namespace

TodayViewModel::TodayViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                               QObject *parent)
    : QObject(parent)
    , m_days(ports.days)
    , m_connection(ports.connection)
    , m_clock(ports.clock)
    , m_clinics(clinics)
    , m_steps(ports, clinics, session)
    , m_table({Column::Time, Column::Status, Column::Waiting, Column::Patient, Column::BirthDate,
               Column::RecordNumber, Column::Doctor, Column::Department, Column::Reason})
{
    m_readAgain.setObjectName(u"readAgain"_s);
    m_readAgain.setInterval(readAgainEvery);
    m_seconds.setInterval(1s);
    connect(&m_readAgain, &QTimer::timeout, this, [this] { read(Reading::Usual); });
    connect(&m_seconds, &QTimer::timeout, this, &TodayViewModel::tick);

    const auto readIfActive = [this] {
        if (m_isActive)
            read(Reading::Usual);
    };
    connect(&ports.booking, &BookingService::changed, this, readIfActive);
    connect(&m_connection, &Connection::restored, this, readIfActive);
    connect(&m_connection, &Connection::stateChanged, this, &TodayViewModel::changed);
    connect(&m_steps, &VisitSteps::changed, this, &TodayViewModel::changed);
    connect(&m_steps, &VisitSteps::done, this, &TodayViewModel::done);
    connect(&m_steps, &VisitSteps::refused, this, &TodayViewModel::refresh);
    connect(&m_clinics, &ClinicChoice::loaded, this, &TodayViewModel::takeClinics);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, &TodayViewModel::showToday);
}

QDate TodayViewModel::date() const
{
    if (m_wanted.isValid())
        return m_wanted;
    return m_shown.isValid() ? m_shown : m_clinics.current().today;
}

bool TodayViewModel::isToday() const
{
    return !m_wanted.isValid() || m_wanted == m_clinics.current().today;
}

int TodayViewModel::rowOfNow() const
{
    const auto &rows = m_table.rows();
    if (rows.isEmpty() || !isToday())
        return rows.isEmpty() ? -1 : 0;
    const auto isAhead = [now = m_clock.now()](const Appointment &row) { return row.endsAt > now; };
    const auto next = std::find_if(rows.cbegin(), rows.cend(), isAhead);
    return int(std::min(next, rows.cend() - 1) - rows.cbegin());
}

int TodayViewModel::waitingCount() const
{
    const auto &rows = m_table.rows();
    return int(std::count_if(rows.cbegin(), rows.cend(),
                             [](const Appointment &row) { return row.status == Status::Arrived; }));
}

bool TodayViewModel::can(AppointmentId id, Action action) const
{
    const int row = m_table.rowOf(id);
    return row >= 0 && m_steps.can(m_table.at(row), action);
}

void TodayViewModel::setActive(bool active)
{
    m_isActive = active;
    if (!active) {
        m_readAgain.stop();
        m_seconds.stop();
        return;
    }
    m_readAgain.start();
    m_seconds.start();
    tick();
    if (!m_clinics.isLoaded())
        m_clinics.load();
    read(Reading::Usual);
}

void TodayViewModel::refresh()
{
    read(Reading::PastTheCache);
}

void TodayViewModel::read(Reading reading)
{
    const Clinic &clinic = m_clinics.current();
    if (clinic.id.isNull()) {
        m_state = ListState::Loading;
        m_clinics.load(); // takeClinics() goes on from there.
        emit changed();
        return;
    }
    ++m_generation;
    if (const auto kept
        = reading == Reading::Usual ? m_days.peek(clinic.id, m_wanted) : std::nullopt)
        return take(*kept);
    if (m_state == ListState::Idle || m_state == ListState::Failed) {
        m_state = ListState::Loading;
        emit changed();
    }
    deliver(m_days.day(clinic.id, m_wanted, reading), this,
            [this, generation = m_generation](const Result<Day> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void TodayViewModel::takeClinics()
{
    if (m_clinics.current().id.isNull()) {
        m_failure = m_clinics.failure();
        m_state = m_failure ? ListState::Failed : ListState::Empty;
    }
    emit changed();
}

void TodayViewModel::giveUp()
{
    ++m_generation;
    m_failure = Error{Error::Code::Cancelled, {}, {}};
    m_state = ListState::Failed;
    emit changed();
}

void TodayViewModel::take(const Result<Day> &answer)
{
    if (answer) {
        m_shown = answer->date;
        m_freshness = answer->freshness;
        m_failure = failureBehind(answer->freshness);
        m_table.setRows(answer->appointments);
        m_state = stateOf(answer->freshness, answer->appointments.isEmpty());
        tick();
    } else if (answer.error().code != Error::Code::Cancelled) {
        const bool hasAnswer = m_state == ListState::Shown || m_state == ListState::Old;
        m_failure = answer.error();
        m_state = hasAnswer ? ListState::Old : ListState::Failed;
    }
    emit changed();
}

void TodayViewModel::show(QDate date)
{
    m_wanted = date;
    m_shown = {};
    m_steps.forgetRefusal();
    m_freshness.reset();
    m_table.setRows({});
    m_state = ListState::Idle;
    read(Reading::Usual);
}

void TodayViewModel::showPreviousDay()
{
    if (date().isValid())
        show(date().addDays(-1));
}

void TodayViewModel::showNextDay()
{
    if (date().isValid())
        show(date().addDays(1));
}

void TodayViewModel::act(AppointmentId id, Action action, const QString &why)
{
    if (can(id, action))
        m_steps.act(m_table.at(m_table.rowOf(id)), action, why);
}

void TodayViewModel::tick()
{
    m_table.setNow(m_clock.now());
}

} // namespace clinidesk
