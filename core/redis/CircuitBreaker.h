#pragma once

#include <chrono>

namespace clinidesk {

/// Decides whether a server that has failed is worth asking. After three failures in a row or one
/// time-out it is skipped for a rest of 2 s; then one question may try it, and its outcome decides.
class CircuitBreaker final
{
public:
    enum class State { Closed, Open, Probing };
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds rest{2};

    /// Whether to ask now. After a yes one of the three below has to follow.
    [[nodiscard]] bool admits(TimePoint now);
    void succeeded();
    void failed(TimePoint now);
    void timedOut(TimePoint now);
    /// A new connection was made: what was learnt of the old one says nothing about it.
    void reset() { succeeded(); }

    [[nodiscard]] State state() const { return m_state; }

private:
    void open(TimePoint now);

    State m_state = State::Closed;
    int m_failures = 0;
    TimePoint m_openUntil;
};

} // namespace clinidesk
