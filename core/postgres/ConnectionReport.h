#pragma once

#include "core/base/Clock.h"
#include "core/monitor/Connection.h"

#include <atomic>
#include <memory>

namespace clinidesk {

/// Tells the window's Connection, in its own thread, how one session is doing. Used under the lock
/// of its owner; after end() nothing it said earlier arrives any more.
class ConnectionReport
{
public:
    enum class Safety { AsDemanded, Weak };

    ConnectionReport(Connection &connection, const Clock &clock, Safety safety);

    void connected();
    /// @p cause: ReadOnly where the server takes no changes.
    void connected(std::chrono::microseconds roundTrip, ConnectionState::Cause cause);
    void slow();
    void lost(std::chrono::milliseconds untilRetry, ConnectionState::Cause cause);
    /// The next attempt is under way.
    void tryingNow();
    void end();

    [[nodiscard]] bool isLost() const { return m_state.kind == ConnectionState::Kind::Lost; }
    [[nodiscard]] bool isConnected() const
    {
        return m_state.kind == ConnectionState::Kind::Connected;
    }

private:
    void enter(ConnectionState::Kind kind);
    void post();

    Connection &m_connection;
    const Clock &m_clock;
    ConnectionState m_state;
    std::shared_ptr<std::atomic<bool>> m_isCurrent = std::make_shared<std::atomic<bool>>(true);
};

} // namespace clinidesk
