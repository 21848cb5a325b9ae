#pragma once

#include <QApplication>
#include <QString>

#include <chrono>
#include <mutex>

class QTimer;

namespace clinidesk {

/// What the GUI thread took for its events since the watch was last read.
struct WatchReport
{
    std::chrono::microseconds worstOwn{0}; ///< The thread's own time for one event.
    std::chrono::microseconds worstWall{0}; ///< The same by the clock on the wall.
    std::chrono::microseconds worstGap{0}; ///< Between two beats of a timer of 5 ms.
    QString worstEvent; ///< Receiver's class and object name, and the event's number.
    int count = 0; ///< Events delivered.
    int overBudget = 0; ///< Those that took more than EventWatchdog::budget of its own time.
};

/// The application, watching how long its own thread takes for each event. Delivery inside a
/// delivery counts to the outer one.
class EventWatchdog final : public QApplication
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds budget{16};

    EventWatchdog(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// From here on every event over the budget is logged, and a heartbeat runs.
    void startLogging();
    void startHeartbeat();
    /// The report since the last call. Any thread.
    [[nodiscard]] WatchReport take();

private:
    void note(const QString &who, std::chrono::microseconds own, std::chrono::microseconds wall);

    std::mutex m_mutex;
    WatchReport m_report;
    QTimer *m_heartbeat = nullptr;
    std::chrono::steady_clock::time_point m_lastBeat;
    int m_depth = 0;
    bool m_isLogging = false;
};

} // namespace clinidesk
