#pragma once

#include <chrono>

namespace clinidesk {

/// How long to wait before the next attempt: 0.25 s doubling to 30 s, with full jitter, so that the
/// desks of a clinic don't come back all at once.
class Backoff
{
public:
    /// How the last attempt failed. A host that refuses at once costs nothing to ask again: there
    /// the waiting stops growing at 4 s, and a restarted server is found within 5 s.
    enum class Failure { Refused, Silent };

    [[nodiscard]] std::chrono::milliseconds next(Failure failure);
    void reset() { m_ceiling = first; }

private:
    static constexpr std::chrono::milliseconds first{250};

    std::chrono::milliseconds m_ceiling = first;
};

} // namespace clinidesk
