#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>

namespace clinidesk {

/// How long the thread of a session waits for its line: until a moment that it names itself, or
/// until another thread ends it. Nothing else cuts a wait short: no other thread ever touches a
/// socket, which libpq may have closed meanwhile and the system given to somebody else.
class Patience final
{
    Q_DISABLE_COPY_MOVE(Patience)

public:
    using Clock = std::chrono::steady_clock;

    Patience() = default;

    /// Never ends.
    [[nodiscard]] static const Patience &endless();

    /// For the session's own thread: from here on it lasts until @p moment.
    void lastUntil(Clock::time_point moment) { m_until = moment; }
    /// From any thread and for good: who waits gives up within 20 ms.
    void stop() { m_isStopped = true; }

    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    /// For the session's own thread: stopped, or past its moment.
    [[nodiscard]] bool isOver() const { return isStopped() || Clock::now() >= m_until; }
    /// How long to wait before isOver() is asked again; at least a millisecond.
    [[nodiscard]] std::chrono::milliseconds untilNextLook() const;

private:
    Clock::time_point m_until = Clock::time_point::max();
    std::atomic<bool> m_isStopped = false;
};

} // namespace clinidesk
