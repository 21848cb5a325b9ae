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
    /// For a test whose own hundred threads crowd the machine, where one that gets no processor may
    /// hold what the window needs next: what the window's thread computed, or how long it stood
    /// still while nobody on the machine waited for a processor, whichever is more.
    std::chrono::microseconds worstOwn{0};
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
    /// So far; all 0 where the kernel doesn't say.
    struct Spent
    {
        std::chrono::nanoseconds computing{0}; ///< By this thread.
        std::chrono::nanoseconds queued{0}; ///< By this thread, waiting for a processor.
        std::chrono::nanoseconds crowded{0}; ///< While any thread on the machine waited for one.
    };
    [[nodiscard]] Spent spent();

    QTimer m_timer;
    QElapsedTimer m_wall;
    std::ifstream m_schedule;
    std::ifstream m_pressure;
    Spent m_before;
    PulseReport m_report;
};

} // namespace clinidesk
