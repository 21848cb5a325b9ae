#pragma once

#include "core/base/Clock.h"
#include "core/limits/RefusalLog.h"

#include <QMap>
#include <QObject>
#include <QTimer>

namespace clinidesk {

/// Counts refusals and has them written down, a few seconds later, so that whoever asks a hundred
/// times makes one line. Those of people who could not sign in wait for the next who can. GUI
/// thread.
class RefusalReports final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds longestWait{3'000};

    RefusalReports(RefusalLog &log, const Clock &clock, QObject *parent = nullptr);

    void note(LimitKind kind);
    /// Somebody is signed in: from here on what waits can be written.
    void enter();
    void leave();

    [[nodiscard]] bool isEmpty() const { return m_waiting.isEmpty(); }

private:
    void send();
    void take(const QList<Refusals> &sent, const Result<Done> &answer);
    void add(const Refusals &refusals);

    RefusalLog &m_log;
    const Clock &m_clock;
    QMap<LimitKind, Refusals> m_waiting;
    QTimer m_wait;
    bool m_isOpen = false;
    bool m_isSending = false;
};

} // namespace clinidesk
