#include "core/base/Clock.h"

namespace clinidesk {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc().addMSecs(m_aheadMs.load());
}

std::chrono::nanoseconds SystemClock::steady() const
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

void SystemClock::follow(const QDateTime &serverTime)
{
    m_aheadMs = QDateTime::currentDateTimeUtc().msecsTo(serverTime);
}

} // namespace clinidesk
