#include "ui/viewmodels/schedule/MonthReading.h"

#include "core/booking/BookingService.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

MonthReading::MonthReading(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_loads(ports.loads)
{
    m_readAgain.setObjectName(u"monthReadAgain"_s);
    m_readAgain.setInterval(readAgainEvery);
    const auto readIfActive = [this] {
        if (m_isActive)
            read(Reading::Usual);
    };
    connect(&m_readAgain, &QTimer::timeout, this, readIfActive);
    connect(&ports.booking, &BookingService::changed, this, readIfActive);
    connect(&ports.connection, &Connection::restored, this, readIfActive);
}

void MonthReading::setActive(bool active)
{
    m_isActive = active;
    if (!active)
        return m_readAgain.stop();
    m_readAgain.start();
    read(Reading::Usual);
}

void MonthReading::ask(const LoadQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    ++m_generation;
    m_state = ListState::Idle;
    m_failure.reset();
    m_freshness.reset();
    m_days.clear();
    if (m_isActive)
        read(Reading::Usual);
}

void MonthReading::read(Reading reading)
{
    if (!m_loads || m_query.clinic.isNull() || !m_query.first.isValid())
        return;
    ++m_generation;
    if (const auto kept = reading == Reading::Usual ? m_loads->peek(m_query) : std::nullopt)
        return take(*kept);
    if (m_state == ListState::Idle || m_state == ListState::Failed) {
        m_state = ListState::Loading;
        emit changed();
    }
    deliver(m_loads->loads(m_query, reading), this,
            [this, generation = m_generation](const Result<DayLoadList> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void MonthReading::take(const Result<DayLoadList> &answer)
{
    if (answer) {
        m_days = answer->days;
        m_freshness = answer->freshness;
        m_failure = failureBehind(answer->freshness);
        m_state = stateOf(answer->freshness, false);
    } else {
        m_failure = answer.error();
        m_state = m_days.isEmpty() ? ListState::Failed : ListState::Old;
    }
    emit changed();
}

void MonthReading::giveUp()
{
    if (m_state != ListState::Loading)
        return;
    ++m_generation;
    take(Error{Error::Code::Cancelled, {}, {}});
}

} // namespace clinidesk
