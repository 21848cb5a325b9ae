#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <fstream>

namespace clinidesk {

/// How long the window's thread was away between two beats of a timer.
struct PulseReport
{
    std::chrono::microseconds worstWall{0}; ///< By the clock on the wall.
    /// The same without the time the thread was ready and other programs had the processors. What
    /// blocks or computes in the window's thread counts; a busy machine doesn't.
    std::chrono::microseconds worstFair{0};
};

/// Beats every 5 ms in the thread it is made in.
class GuiPulse final : public QObject
{
    Q_OBJECT

public:
    GuiPulse();

    /// Since the last call.
    [[nodiscard]] PulseReport take();

private:
    void beat();
    /// What this thread has waited for a processor so far; 0 where the kernel doesn't say.
    [[nodiscard]] std::chrono::nanoseconds queued();

    QTimer m_timer;
    QElapsedTimer m_wall;
    std::ifstream m_schedule;
    std::chrono::nanoseconds m_queuedBefore{0};
    PulseReport m_report;
};

} // namespace clinidesk
