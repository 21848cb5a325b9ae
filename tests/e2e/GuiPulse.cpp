#include "tests/e2e/GuiPulse.h"

#include <algorithm>
#include <utility>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

GuiPulse::GuiPulse()
    : m_schedule("/proc/thread-self/schedstat")
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &GuiPulse::beat);
    m_queuedBefore = queued();
    m_wall.start();
    m_timer.start(5ms);
}

PulseReport GuiPulse::take()
{
    beat();
    return std::exchange(m_report, {});
}

void GuiPulse::beat()
{
    const nanoseconds gap(m_wall.nsecsElapsed());
    m_wall.start();
    const nanoseconds waited = queued();
    const nanoseconds stolen = waited - std::exchange(m_queuedBefore, waited);
    m_report.worstWall = std::max(m_report.worstWall, duration_cast<microseconds>(gap));
    m_report.worstFair = std::max(m_report.worstFair, duration_cast<microseconds>(gap - stolen));
}

nanoseconds GuiPulse::queued()
{
    qint64 running = 0;
    qint64 waiting = 0;
    m_schedule.clear();
    m_schedule.seekg(0);
    m_schedule >> running >> waiting;
    return nanoseconds(waiting);
}

} // namespace clinidesk
