#include "app/ctl/Awaited.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto patience = 20s;
constexpr int stepMs = 20;

} // namespace

bool waitUntil(const std::function<bool()> &condition)
{
    for (QDeadlineTimer deadline(patience); !deadline.hasExpired();) {
        if (condition())
            return true;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents,
                                        stepMs);
    }
    return condition();
}

} // namespace clinidesk
