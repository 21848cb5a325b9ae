#pragma once

#include "core/base/Clock.h"
#include "core/limits/Limiter.h"

#include <QHash>
#include <QUuid>

#include <deque>

namespace clinidesk {

/// Counts what is done at this desk, in memory, by a clock that never jumps.
class LocalLimiter final
{
public:
    explicit LocalLimiter(const Clock &clock);

    /// As Limiter::decide(), at once.
    [[nodiscard]] LimitDecision decide(RequestId request, const LimitAsks &asks);
    /// Spends without asking: whoever counts for all desks let @p request through.
    void note(RequestId request, const LimitAsks &asks);
    void giveBack(RequestId request, const LimitAsks &asks);
    /// @p request was let through within its window.
    [[nodiscard]] bool knows(RequestId request);

    /// How long ago each of what still counts for an exact limit was spent, the oldest first.
    [[nodiscard]] QList<std::chrono::milliseconds> spent(const LimitAsk &ask);
    /// What was spent() before this program began, the oldest first.
    void restore(const LimitAsk &ask, const QList<std::chrono::milliseconds> &agesOfSpent);

    /// Keys and requests in memory.
    [[nodiscard]] qsizetype size() const;

private:
    using Microseconds = double; ///< Since this limiter was made; fractions matter to GCRA.
    struct Spent
    {
        Microseconds at;
        QUuid request;
    };
    struct Log
    {
        std::deque<Spent> spent; ///< The oldest first.
        Microseconds window = 0;
    };
    struct Look
    {
        LimitStanding standing;
        bool isAllowed = true;
    };

    [[nodiscard]] Microseconds now() const;
    [[nodiscard]] Log &logOf(const LimitAsk &ask, Microseconds now);
    [[nodiscard]] Look lookAt(const LimitAsk &ask, Microseconds now, int more);
    [[nodiscard]] Look lookAtLog(const LimitAsk &ask, Microseconds now, int more);
    [[nodiscard]] Look lookAtArrival(const LimitAsk &ask, Microseconds now, int more);
    [[nodiscard]] Microseconds arrival(const LimitAsk &ask, Microseconds now) const;
    void spend(const QUuid &request, const LimitAsks &asks, Microseconds now);
    void sweep(Microseconds now);

    const Clock &m_clock;
    const std::chrono::nanoseconds m_start;
    QHash<LimitKey, Log> m_logs;
    QHash<LimitKey, Microseconds> m_arrivals; ///< GCRA's theoretical arrival time.
    QHash<QUuid, Microseconds> m_passed; ///< Until when each request is known.
    qsizetype m_nextSweep;
};

} // namespace clinidesk
