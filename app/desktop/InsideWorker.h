#pragma once

#include "core/monitor/Connection.h"
#include "core/postgres/DatabasePool.h"
#include "core/postgres/PostgresWorkerTasks.h"

#include <QObject>

class QTimer;

namespace clinidesk {

/// The worker's part that a window of its own clinic does while it is open: folds the tallies,
/// chains the audit, tidies up. Has connections of its own and works in their threads.
class InsideWorker final : public QObject
{
    Q_OBJECT

public:
    explicit InsideWorker(SystemClock &clock, QObject *parent = nullptr);

    void start(const ServerProfile &server, const Credentials &credentials);
    void stop();

private:
    void doTheSmall();
    void doTheLarge();

    Connection m_state;
    DatabasePool m_pool;
    PostgresWorkerTasks m_tasks;
    QTimer *m_small;
    QTimer *m_large;
    bool m_isFolding = false;
    bool m_isChaining = false;
};

} // namespace clinidesk
