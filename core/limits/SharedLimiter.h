#pragma once

#include "core/limits/Limiter.h"

#include <functional>

namespace clinidesk {

/// Counts what all desks do together, by a clock of its own. Handlers instead of Async: DeskLimiter
/// makes one of it. One thread.
class SharedLimiter
{
public:
    using Handler = std::function<void(const Result<LimitDecision> &)>;

    virtual ~SharedLimiter() = default;

    /// As Limiter::decide(); @p handler is called once, never within this call. Fails with
    /// Unavailable: then something may have been spent.
    virtual void decide(RequestId request, const LimitAsks &asks, Handler handler) = 0;
    virtual void giveBack(RequestId request, const LimitAsks &asks) = 0;

protected:
    SharedLimiter() = default;
    Q_DISABLE_COPY_MOVE(SharedLimiter)
};

} // namespace clinidesk
