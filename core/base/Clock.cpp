#include "core/base/Clock.h"

#ifdef Q_OS_LINUX
#include <cstdlib>
#include <ctime>
#endif

namespace clinidesk {

namespace {

#ifdef Q_OS_LINUX
/// Goes on while the machine sleeps, unlike std::chrono::steady_clock.
std::chrono::nanoseconds sinceStart()
{
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

qint64 nanosecondsOf(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}
#else
std::chrono::nanoseconds sinceStart()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}
#endif

qint64 milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

} // namespace

QDateTime SystemClock::now() const
{
    const qint64 start = m_steadyStartMs;
    return start == unknown
        ? QDateTime::currentDateTimeUtc()
        : QDateTime::fromMSecsSinceEpoch(start + milliseconds(sinceStart()), Qt::UTC);
}

std::chrono::nanoseconds SystemClock::steady() const
{
    return sinceStart();
}

#ifdef Q_OS_LINUX
std::chrono::nanoseconds SystemClock::coarse() const
{
    // The coarse clock takes a fifth of the time but stands still while the machine sleeps; the
    // wall clock doesn't. Whenever the two have parted, they are held against steady() anew.
    constexpr qint64 unnoticed = 100'000'000;
    const qint64 coarse = nanosecondsOf(CLOCK_MONOTONIC_COARSE);
    const qint64 wallAhead = nanosecondsOf(CLOCK_REALTIME_COARSE) - coarse;
    const qint64 known = m_wallAhead.load(std::memory_order_relaxed);
    if (known == unknown || std::abs(wallAhead - known) > unnoticed) {
        m_steadyAhead = sinceStart().count() - coarse;
        m_wallAhead = wallAhead;
    }
    return std::chrono::nanoseconds(coarse + m_steadyAhead.load(std::memory_order_relaxed));
}
#else
std::chrono::nanoseconds SystemClock::coarse() const
{
    return sinceStart();
}
#endif

void SystemClock::follow(const QDateTime &serverTime)
{
    m_steadyStartMs = serverTime.toMSecsSinceEpoch() - milliseconds(sinceStart());
}

} // namespace clinidesk
