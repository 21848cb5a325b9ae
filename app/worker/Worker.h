#pragma once

#include "core/cache/CacheStore.h"
#include "core/postgres/DatabasePool.h"
#include "core/postgres/PostgresWorkerTasks.h"

#include <QTimer>

namespace clinidesk {

/// How often each duty comes round.
struct WorkerRhythm
{
    /// Tallies folded, audit chained, news passed on.
    std::chrono::milliseconds beat = std::chrono::seconds(1);
    std::chrono::milliseconds figures = std::chrono::minutes(5);
    std::chrono::milliseconds purge = std::chrono::hours(1);
};

/// Does the clinic's chores at the database, on connections and a login of its own. A duty that is
/// still on its way is not started again; one that fails comes round again, and the connection
/// mends itself. Lives in one thread with an event loop.
class Worker final : public QObject
{
    Q_OBJECT

public:
    explicit Worker(WorkerRhythm rhythm = {}, QObject *parent = nullptr);

    /// Where desks keep answers together, so that what a change touched is dropped there even if
    /// the desk that made it is gone; null: nowhere. Before start(); it outlives this object.
    void announceTo(CacheStore *store) { m_store = store; }
    /// Works until stop() or the end of this object.
    void start(const ServerProfile &server, const Credentials &credentials);
    void stop();

signals:
    /// The tallies took in @p cells changes and the audit's chain @p rows rows: both for the log.
    void beaten(qint64 cells, qint64 rows);
    /// @p news changes were passed on.
    void relayed(qint64 news);
    /// The login may not work here, or its password is wrong: trying again won't help.
    void refused(const clinidesk::Error &error);

private:
    void beat();
    void chain(qint64 cells);
    void finishBeat(qint64 cells, qint64 rows);
    void relay();
    void passOn(const QList<TaggedNews> &news);
    void markRelayed(const QList<TaggedNews> &news);
    void refreshFigures();
    void purge();
    void note(const QString &duty, const Error &error);
    void tellState(const ConnectionState &state);

    SystemClock m_clock;
    Connection m_connection;
    DatabasePool m_pool;
    PostgresWorkerTasks m_tasks;
    QTimer m_beat;
    QTimer m_figures;
    QTimer m_purge;
    Error::Code m_lastTrouble = Error::Code::Cancelled; ///< Said once, not every second.
    ConnectionState::Kind m_lastKind = ConnectionState::Kind::SignedOut;
    CacheStore *m_store = nullptr;
    bool m_isBeating = false;
    bool m_isRelaying = false;
    bool m_isStoreAway = false; ///< Said once.
    bool m_isRefreshing = false;
};

} // namespace clinidesk
