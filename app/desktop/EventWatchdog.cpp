#include "app/desktop/EventWatchdog.h"

#include "core/base/Log.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// What this thread has used of a processor; where that can't be asked, the wall's time.
nanoseconds threadTime()
{
#ifdef Q_OS_LINUX
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return seconds(now.tv_sec) + nanoseconds(now.tv_nsec);
#else
    return steady_clock::now().time_since_epoch();
#endif
}

} // namespace

EventWatchdog::EventWatchdog(int &argc, char **argv)
    : QApplication(argc, argv)
{
}

bool EventWatchdog::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0 || receiver->thread() != thread())
        return QApplication::notify(receiver, event);

    const int type = event->type();
    const QPointer<QObject> alive = receiver;
    const char *className = receiver->metaObject()->className();
    const auto wallBefore = steady_clock::now();
    const auto ownBefore = threadTime();
    ++m_depth;
    const bool isHandled = QApplication::notify(receiver, event);
    --m_depth;
    const auto own = duration_cast<microseconds>(threadTime() - ownBefore);
    const auto wall = duration_cast<microseconds>(steady_clock::now() - wallBefore);

    const std::scoped_lock lock(m_mutex);
    ++m_report.count;
    m_report.worstWall = std::max(m_report.worstWall, wall);
    if (own > m_report.worstOwn || own > budget) {
        const QString name = alive ? alive->objectName() : QString();
        note(u"%1 %2 event %3"_s.arg(QString::fromLatin1(className), name).arg(type), own, wall);
    }
    return isHandled;
}

void EventWatchdog::startLogging()
{
    m_isLogging = true;
    startHeartbeat();
}

void EventWatchdog::startHeartbeat()
{
    if (m_heartbeat)
        return;
    m_heartbeat = new QTimer(this);
    m_heartbeat->setTimerType(Qt::PreciseTimer);
    m_heartbeat->setInterval(5ms);
    m_lastBeat = steady_clock::now();
    connect(m_heartbeat, &QTimer::timeout, this, [this] {
        const auto now = steady_clock::now();
        const auto gap = duration_cast<microseconds>(now - std::exchange(m_lastBeat, now));
        const std::scoped_lock lock(m_mutex);
        m_report.worstGap = std::max(m_report.worstGap, gap);
    });
    m_heartbeat->start();
}

WatchReport EventWatchdog::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_report, {});
}

void EventWatchdog::note(const QString &who, microseconds own, microseconds wall)
{
    if (own > budget) {
        ++m_report.overBudget;
        if (m_isLogging)
            qCWarning(lcDesk).noquote() << who << "took" << own.count() << "µs of its own,"
                                        << wall.count() << "µs on the wall";
    }
    if (own <= m_report.worstOwn)
        return;
    m_report.worstOwn = own;
    m_report.worstEvent = who;
}

} // namespace clinidesk
