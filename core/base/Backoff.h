#pragma once

#include <chrono>

namespace clinidesk {

/// How long to wait before the next attempt: 0.25 s doubling to 4 s, with full jitter, so that the
/// desks of a clinic don't come back all at once and a server that is back is found within 5 s.
class Backoff
{
public:
    [[nodiscard]] std::chrono::milliseconds next();
    void reset() { m_ceiling = first; }

private:
    static constexpr std::chrono::milliseconds first{250};

    std::chrono::milliseconds m_ceiling = first;
};

} // namespace clinidesk
