#pragma once

#include "app/desktop/EventWatchdog.h"
#include "tests/e2e/RealInput.h"

#include <QDir>
#include <QElapsedTimer>
#include <QWidget>

#include <chrono>
#include <concepts>
#include <functional>
#include <type_traits>

namespace clinidesk {

/// Where the tour plays: looks at the window by asking its thread, acts only by real input, and
/// writes down each step. Lives in the tour's own thread.
class Stage final
{
public:
    Stage(EventWatchdog &application, QWidget &window, const QString &pictures);

    [[nodiscard]] RealInput &hands() { return m_hands; }

    /// What @p look answers in the window's thread.
    template <std::invocable Look> auto ask(Look look)
    {
        std::invoke_result_t<Look> answer{};
        QMetaObject::invokeMethod(
            &m_application, [&] { answer = look(); }, Qt::BlockingQueuedConnection);
        return answer;
    }
    /// Whether @p isTrue became so within @p patience.
    bool waitFor(const std::function<bool()> &isTrue,
                 std::chrono::milliseconds patience = std::chrono::seconds(10));

    template <typename Widget> [[nodiscard]] Widget *find(const QString &objectName) const
    {
        return m_window.findChild<Widget *>(objectName);
    }
    /// Clicks the middle of a visible widget.
    bool click(const QString &objectName);

    /// One step: acts, waits until @p isDone, and prints how long that took and the window's worst
    /// event. A picture is taken in any case. A failed step fails the tour.
    bool step(const QString &name, const std::function<void()> &act,
              const std::function<bool()> &isDone,
              std::chrono::milliseconds patience = std::chrono::seconds(15));
    void takePicture(const QString &name);
    /// A figure as a line of JSON.
    void print(const QString &name, double milliseconds, double aim);
    void note(const QString &sentence);

    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] int eventsOverBudget() const { return m_overBudget; }
    [[nodiscard]] std::chrono::microseconds worstEvent() const { return m_worst; }

private:
    EventWatchdog &m_application;
    QWidget &m_window;
    QDir m_pictures;
    RealInput m_hands;
    int m_number = 0;
    int m_failures = 0;
    int m_overBudget = 0;
    std::chrono::microseconds m_worst{0};
};

} // namespace clinidesk
