#pragma once

#include "core/base/Backoff.h"
#include "core/postgres/ConnectionReport.h"
#include "core/postgres/JoinedThread.h"
#include "core/postgres/PoolJob.h"

#include <QMutex>
#include <QWaitCondition>

#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <vector>

namespace clinidesk {

/// One session's threads and connections, from sign-in to sign-out. Each worker thread owns one
/// connection, and gives up waiting by its own deadline or once the session is closing; a
/// supervisor thread keeps the pace, the heartbeat and the reconnecting.
///
/// Everything below "shared" is guarded by one mutex; no answer is handed out and no server is
/// spoken to while it is held.
class PoolCore final
{
    Q_DISABLE_COPY_MOVE(PoolCore)

public:
    PoolCore(ConnectTarget target, PoolLimits limits, Connection &connection, SystemClock &clock);
    /// close(), and waits for the threads: for as long as a change is on its way.
    ~PoolCore();

    void submit(std::unique_ptr<PoolJob> job);
    /// Returns at once. What waits or reads ends as Cancelled; a change on its way may finish.
    void close();
    [[nodiscard]] bool hasEnded() const;

    void setPassword(const QString &password);
    /// While the connection is lost: starts the next attempt at once.
    void tryNow();
    [[nodiscard]] ConnectTarget target() const;
    /// Open connections.
    [[nodiscard]] int connectionCount() const;

private:
    using Time = std::chrono::steady_clock::time_point;

    struct Waiting
    {
        std::unique_ptr<PoolJob> job;
        Time since;
    };

    /// One thread's place at the table; lives as long as the core.
    struct Worker
    {
        std::unique_ptr<JoinedThread> thread;
        QWaitCondition wake;
        bool isCalled = false;
        bool hasLeft = false;
        bool hasConnection = false;
        bool isWarming = false;
        // While a job runs:
        bool isBusy = false;
        JobKind kind = JobKind::Read;
        Time since;
        /// Its connection's; not guarded by the mutex.
        Patience patience;
    };

    class Beat;

    void supervise();
    void serve(Worker &worker);
    [[nodiscard]] std::unique_ptr<PoolJob> nextJob(Worker &worker, DatabaseConnection &connection);
    enum class Rest { Called, Warm, Leave };
    [[nodiscard]] Rest rest(Worker &worker, bool isConnected);
    void perform(Worker &worker, std::unique_ptr<PoolJob> job, DatabaseConnection &connection);
    /// Whether the job is done with; false: once more, on a fresh connection.
    [[nodiscard]] bool tryOnce(Worker &worker, PoolJob &job, DatabaseConnection &connection,
                               bool isLastTry);
    [[nodiscard]] std::optional<Error> connect(Worker &worker, DatabaseConnection &connection);
    void begin(Worker &worker, const PoolJob &job);
    /// What a request is told whose connection broke, with @p error, for good.
    [[nodiscard]] static Error brokenError(const Worker &worker, JobKind kind,
                                           const DatabaseConnection &connection,
                                           const Error &error);

    void addWorker();
    void callWorker();
    [[nodiscard]] std::vector<std::unique_ptr<PoolJob>> takeOverdue(Time now);
    void watchPace(Time now);
    void beat(Time now);
    [[nodiscard]] std::unique_ptr<PoolJob> newBeat();
    void beatSoon();
    void noteAlive();
    void noteLost(const Error &why);
    void noteBeat(std::chrono::microseconds roundTrip, ConnectionState::Cause cause);
    [[nodiscard]] int presentWorkers() const;
    /// Those that will look for a job next, the ones just started included.
    [[nodiscard]] int freeWorkers() const;
    [[nodiscard]] std::chrono::milliseconds statementTimeout(JobKind kind) const;
    [[nodiscard]] std::chrono::milliseconds patience(JobKind kind) const;

    const PoolLimits m_limits;
    SystemClock &m_clock;

    // shared
    mutable QMutex m_mutex;
    QWaitCondition m_look;
    ConnectTarget m_target;
    ConnectionReport m_report;
    Backoff m_backoff;
    std::deque<Waiting> m_waiting;
    std::list<Worker> m_workers;
    std::vector<Worker *> m_idle; ///< The latest last: it is called first, so the others can go.
    std::optional<Error> m_lastFailure;
    Time m_lastFailureAt;
    Time m_nextBeat;
    bool m_isBeating = false;
    bool m_wasConnected = false;
    bool m_isClosing = false;
    bool m_isAsleep = false;
    std::unique_ptr<JoinedThread> m_supervisor;
};

} // namespace clinidesk
