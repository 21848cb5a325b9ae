#include "core/base/Clock.h"

#ifdef Q_OS_LINUX
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

void SystemClock::follow(const QDateTime &serverTime)
{
    m_steadyStartMs = serverTime.toMSecsSinceEpoch() - milliseconds(sinceStart());
}

} // namespace clinidesk
