#pragma once

#include "core/base/Clock.h"
#include "core/monitor/ReadLog.h"

#include <QObject>
#include <QTimer>

namespace clinidesk {

/// Gathers looks at kept answers and has them written down in batches, a few seconds later at most.
/// What can't be written waits for the server, up to a bound. One person at a time. GUI thread.
class ReadReports final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds longestWait{3'000};
    static constexpr qsizetype mostWaiting = 50'000;

    ReadReports(ReadLog &log, const Clock &clock, QObject *parent = nullptr);

    /// @p read is dated now, unless it bears the time of an earlier look.
    void note(KeptRead read);
    /// Sends what waits without waiting longer.
    void flush();
    /// Whose looks they were leaves: what hasn't been written by now, the oldest first, which this
    /// forgets. Some of it may be on its way and be written yet.
    [[nodiscard]] QList<KeptRead> takeRest();

    [[nodiscard]] bool isEmpty() const { return m_waiting.isEmpty(); }
    /// Dropped because too many were waiting.
    [[nodiscard]] qint64 lost() const { return m_lost; }

signals:
    /// Everything has been written.
    void emptied();

private:
    void take(qsizetype sent, const Result<Done> &answer);

    ReadLog &m_log;
    const Clock &m_clock;
    QList<KeptRead> m_waiting; ///< The oldest first.
    QTimer m_wait;
    qint64 m_lost = 0;
    int m_person = 0; ///< Answers to an earlier one's are dropped.
    bool m_isSending = false;
};

} // namespace clinidesk
