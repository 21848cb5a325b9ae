#pragma once

#include "core/base/Async.h"
#include "core/base/RequestId.h"
#include "core/limits/LimitKey.h"

#include <QList>

#include <chrono>
#include <functional>

namespace clinidesk {

/// One limit that a request has to pass.
struct LimitAsk
{
    LimitKey key;
    LimitPolicy policy;
};
using LimitAsks = QList<LimitAsk>;

/// How much of one limit is left.
struct LimitStanding
{
    LimitKind kind = LimitKind::Change;
    int limit = 0;
    std::chrono::seconds window{0};
    int remaining = 0; ///< After the request.
    std::chrono::microseconds retryAfter{0}; ///< Until one more passes; 0 for a request that did.
    std::chrono::microseconds resetAfter{0}; ///< Until everything is available again.

    /// A fifth or less is left: time to say so.
    [[nodiscard]] bool isLow() const { return remaining * 5 <= limit; }

    friend bool operator==(const LimitStanding &, const LimitStanding &) = default;
};

struct LimitDecision
{
    bool isAllowed = false;
    /// Of a refusal the limit that takes longest, else the one of which least is left.
    LimitStanding standing;

    friend bool operator==(const LimitDecision &, const LimitDecision &) = default;
};

/// Decides whether something may be done once more. GUI thread.
class Limiter
{
public:
    using Handler = std::function<void(const LimitDecision &)>;

    virtual ~Limiter() = default;

    /// Spends one of each of @p asks, or of none where one refuses. @p request, let through once,
    /// is let through again and spends nothing, for as long as the longest window. @p handler is
    /// called once, never within this call, and not at all once the limiter is gone.
    virtual void decide(RequestId request, const LimitAsks &asks, Handler handler) = 0;
    /// The same for who awaits it. Never fails but as Cancelled, once the limiter is gone.
    [[nodiscard]] Async<LimitDecision> decide(RequestId request, const LimitAsks &asks)
    {
        auto promise = std::make_shared<QPromise<Result<LimitDecision>>>();
        promise->start();
        decide(request, asks, [promise](const LimitDecision &decision) {
            promise->addResult(decision);
            promise->finish();
        });
        return promise->future();
    }

    /// What @p request spent of those of @p asks that are counted exactly is available again: it
    /// came to nothing.
    virtual void giveBack(RequestId request, const LimitAsks &asks) = 0;

protected:
    Limiter() = default;
    Q_DISABLE_COPY_MOVE(Limiter)
};

} // namespace clinidesk
