#include "core/postgres/ConnectionReport.h"

namespace clinidesk {

using Kind = ConnectionState::Kind;

ConnectionReport::ConnectionReport(Connection &connection, const Clock &clock, Safety safety)
    : m_connection(connection)
    , m_clock(clock)
{
    m_state.isWeak = safety == Safety::Weak;
}

void ConnectionReport::connected()
{
    if (isConnected())
        return;
    if (isLost())
        m_state.cause = ConnectionState::Cause::None;
    enter(Kind::Connected);
    m_state.retryAt = {};
    post();
}

void ConnectionReport::connected(std::chrono::microseconds roundTrip, ConnectionState::Cause cause)
{
    enter(Kind::Connected);
    m_state.retryAt = {};
    m_state.roundTrip = roundTrip;
    m_state.cause = cause;
    post();
}

void ConnectionReport::slow()
{
    if (!isConnected())
        return;
    enter(Kind::Slow);
    post();
}

void ConnectionReport::lost(std::chrono::milliseconds untilRetry, ConnectionState::Cause cause)
{
    using Cause = ConnectionState::Cause;
    // Who let nobody in or said goodbye, and then is not there, was stopped: that says more.
    const bool isFarewellKept = isLost() && cause == Cause::Unreachable
        && (m_state.cause == Cause::Stopping || m_state.cause == Cause::Starting);
    enter(Kind::Lost);
    m_state.retryAt = m_clock.now().addMSecs(untilRetry.count());
    m_state.cause = isFarewellKept ? Cause::Stopping : cause;
    post();
}

void ConnectionReport::tryingNow()
{
    if (!isLost())
        return;
    m_state.retryAt = m_clock.now();
    post();
}

void ConnectionReport::end()
{
    m_isCurrent->store(false);
    QMetaObject::invokeMethod(&m_connection,
                              [connection = &m_connection] { connection->setState({}); });
}

void ConnectionReport::enter(Kind kind)
{
    if (m_state.kind != kind)
        m_state.since = m_clock.now();
    m_state.kind = kind;
}

void ConnectionReport::post()
{
    QMetaObject::invokeMethod(
        &m_connection,
        [connection = &m_connection, state = m_state, isCurrent = m_isCurrent] {
            if (isCurrent->load())
                connection->setState(state);
        },
        Qt::QueuedConnection);
}

} // namespace clinidesk
