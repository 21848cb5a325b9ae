#include "tests/e2e/GuiPulse.h"

#include <algorithm>
#include <string>
#include <utility>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

GuiPulse::GuiPulse()
    : m_schedule("/proc/thread-self/schedstat")
    , m_pressure("/proc/pressure/cpu")
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &GuiPulse::beat);
    m_before = spent();
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
    const Spent now = spent();
    const Spent before = std::exchange(m_before, now);
    const nanoseconds fair = gap - (now.queued - before.queued);
    const nanoseconds computed = now.computing - before.computing;
    const nanoseconds own
        = std::max(computed, std::min(fair, gap - (now.crowded - before.crowded)));
    const auto note = [](microseconds &worst, nanoseconds time) {
        worst = std::max(worst, duration_cast<microseconds>(time));
    };
    note(m_report.worstWall, gap);
    note(m_report.worstFair, fair);
    note(m_report.worstOwn, own);
}

GuiPulse::Spent GuiPulse::spent()
{
    qint64 computing = 0;
    qint64 queued = 0;
    m_schedule.clear();
    m_schedule.seekg(0);
    m_schedule >> computing >> queued;

    std::string line; // "some avg10=0.00 avg60=0.00 avg300=0.00 total=4711", in microseconds.
    m_pressure.clear();
    m_pressure.seekg(0);
    std::getline(m_pressure, line);
    const auto total = line.find("total=");
    const qint64 crowded = total == std::string::npos ? 0 : std::stoll(line.substr(total + 6));
    return {.computing = nanoseconds(computing),
            .queued = nanoseconds(queued),
            .crowded = microseconds(crowded)};
}

} // namespace clinidesk
