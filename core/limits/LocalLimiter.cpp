#include "core/limits/LocalLimiter.h"

#include <algorithm>
#include <cmath>

namespace clinidesk {

namespace {

constexpr qsizetype fewest = 1'000; // Below that nothing is worth a sweep.
constexpr double oneMillisecond = 1'000;

// A limit's share of its window needn't be a whole number of microseconds.
constexpr double tolerance = 0.5;
constexpr double partOfOne = 1e-9;

double inMicroseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1'000;
}

std::chrono::microseconds roundedUp(double time)
{
    return std::chrono::microseconds(qint64(std::ceil(std::max(time, 0.0))));
}

LimitStanding standingOf(const LimitAsk &ask)
{
    return {.kind = ask.key.kind(), .limit = ask.policy.limit, .window = ask.policy.window};
}

double shareLeft(const LimitStanding &standing)
{
    return double(standing.remaining) / standing.limit;
}

} // namespace

LocalLimiter::LocalLimiter(const Clock &clock)
    : m_clock(clock)
    , m_start(clock.steady())
    , m_nextSweep(fewest)
{
}

LimitDecision LocalLimiter::decide(RequestId request, const LimitAsks &asks)
{
    const Microseconds time = now();
    const bool isRepeat = knows(request);
    LimitDecision decision{.isAllowed = true, .standing = {}};
    for (const LimitAsk &ask : asks) {
        const Look look = lookAt(ask, time, isRepeat ? 0 : 1);
        const bool isFirst = decision.standing.limit == 0;
        const bool isWorse = look.isAllowed == decision.isAllowed
            ? (look.isAllowed ? shareLeft(look.standing) < shareLeft(decision.standing)
                              : look.standing.retryAfter > decision.standing.retryAfter)
            : !look.isAllowed;
        if (isFirst || isWorse)
            decision = {.isAllowed = look.isAllowed, .standing = look.standing};
    }
    if (decision.isAllowed && !isRepeat)
        spend(request.uuid(), asks, time);
    return decision;
}

void LocalLimiter::note(RequestId request, const LimitAsks &asks)
{
    if (!knows(request))
        spend(request.uuid(), asks, now());
}

void LocalLimiter::giveBack(RequestId request, const LimitAsks &asks)
{
    const QUuid given = request.uuid();
    for (const LimitAsk &ask : asks) {
        if (ask.policy.count == LimitPolicy::Count::Exactly)
            std::erase_if(logOf(ask, now()).spent,
                          [&given](const Spent &each) { return each.request == given; });
    }
    m_passed.remove(given);
}

bool LocalLimiter::knows(RequestId request)
{
    const auto found = m_passed.constFind(request.uuid());
    return found != m_passed.cend() && *found > now();
}

QList<std::chrono::milliseconds> LocalLimiter::spent(const LimitAsk &ask)
{
    const Microseconds time = now();
    QList<std::chrono::milliseconds> ages;
    for (const Spent &each : logOf(ask, time).spent)
        ages << std::chrono::milliseconds(qint64((time - each.at) / oneMillisecond));
    return ages;
}

void LocalLimiter::restore(const LimitAsk &ask, const QList<std::chrono::milliseconds> &agesOfSpent)
{
    const Microseconds time = now();
    Log &log = logOf(ask, time);
    for (const std::chrono::milliseconds age : agesOfSpent) {
        const Microseconds at = time - double(age.count()) * oneMillisecond;
        if (at > time - log.window)
            log.spent.push_back({at, QUuid()});
    }
}

qsizetype LocalLimiter::size() const
{
    return m_logs.size() + m_arrivals.size() + m_passed.size();
}

LocalLimiter::Microseconds LocalLimiter::now() const
{
    return inMicroseconds(m_clock.steady() - m_start);
}

LocalLimiter::Log &LocalLimiter::logOf(const LimitAsk &ask, Microseconds now)
{
    Log &log = m_logs[ask.key];
    log.window = inMicroseconds(ask.policy.window);
    while (!log.spent.empty() && log.spent.front().at <= now - log.window)
        log.spent.pop_front();
    return log;
}

LocalLimiter::Look LocalLimiter::lookAt(const LimitAsk &ask, Microseconds now, int more)
{
    return ask.policy.count == LimitPolicy::Count::Exactly ? lookAtLog(ask, now, more)
                                                           : lookAtArrival(ask, now, more);
}

LocalLimiter::Look LocalLimiter::lookAtLog(const LimitAsk &ask, Microseconds now, int more)
{
    const Log &log = logOf(ask, now);
    const auto count = int(log.spent.size());
    Look look{.standing = standingOf(ask)};
    look.isAllowed = count + more <= ask.policy.limit || more == 0;
    if (!look.isAllowed) {
        const Spent &inTheWay = log.spent.at(size_t(count - ask.policy.limit));
        look.standing.retryAfter = roundedUp(inTheWay.at + log.window - now);
    }
    const int spending = look.isAllowed ? more : 0;
    look.standing.remaining = std::max(0, ask.policy.limit - count - spending);
    look.standing.resetAfter = spending > 0 ? std::chrono::microseconds(ask.policy.window)
        : log.spent.empty()                 ? std::chrono::microseconds(0)
                                            : roundedUp(log.spent.back().at + log.window - now);
    return look;
}

LocalLimiter::Microseconds LocalLimiter::arrival(const LimitAsk &ask, Microseconds now) const
{
    return std::max(m_arrivals.value(ask.key, now), now);
}

LocalLimiter::Look LocalLimiter::lookAtArrival(const LimitAsk &ask, Microseconds now, int more)
{
    const Microseconds window = inMicroseconds(ask.policy.window);
    const Microseconds step = window / ask.policy.limit;
    const Microseconds before = arrival(ask, now);
    const Microseconds missing = before + step * more - window - now;
    Look look{.standing = standingOf(ask)};
    look.isAllowed = missing <= tolerance || more == 0;
    if (!look.isAllowed)
        look.standing.retryAfter = roundedUp(missing);
    const Microseconds after = look.isAllowed ? before + step * more : before;
    look.standing.remaining
        = std::max(0, int(std::floor((window - (after - now)) / step + partOfOne)));
    look.standing.resetAfter = roundedUp(after - now);
    return look;
}

void LocalLimiter::spend(const QUuid &request, const LimitAsks &asks, Microseconds now)
{
    Microseconds longest = 0;
    for (const LimitAsk &ask : asks) {
        const Microseconds window = inMicroseconds(ask.policy.window);
        longest = std::max(longest, window);
        if (ask.policy.count == LimitPolicy::Count::Exactly)
            logOf(ask, now).spent.push_back({now, request});
        else
            m_arrivals[ask.key]
                = std::min(arrival(ask, now) + window / ask.policy.limit, now + window);
    }
    m_passed.insert(request, now + longest);
    if (size() > m_nextSweep)
        sweep(now);
}

void LocalLimiter::sweep(Microseconds now)
{
    m_logs.removeIf([now](const auto &each) {
        return each->spent.empty() || each->spent.back().at <= now - each->window;
    });
    m_arrivals.removeIf([now](const auto &each) { return *each <= now; });
    m_passed.removeIf([now](const auto &each) { return *each <= now; });
    m_nextSweep = std::max(fewest, 2 * size());
}

} // namespace clinidesk
