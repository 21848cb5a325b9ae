#include "core/postgres/PoolCore.h"

#include "core/base/Log.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace clinidesk {

namespace {

/// A slow failure this fresh answers for the next attempt too.
constexpr milliseconds failureLasts = 1'000ms;
/// Faster than this somebody was there to refuse.
constexpr milliseconds refusalWithin = 1'000ms;

} // namespace

/// Asks the server for the time: that it answers, how fast, and what its clock says.
class PoolCore::Beat final : public PoolJob
{
public:
    explicit Beat(PoolCore &core)
        : PoolJob(JobKind::Heartbeat)
        , m_core(core)
    {
    }

    std::optional<Error> attempt(DatabaseConnection &connection) override
    {
        QElapsedTimer trip;
        trip.start();
        const auto answer = connection.ask(
            u"SELECT clock_timestamp(), current_setting('transaction_read_only')"_s);
        if (!answer)
            return answer.error();
        m_roundTrip = std::chrono::microseconds(trip.nsecsElapsed() / 1000);
        if ((*answer)->next()) {
            m_serverTime = (*answer)->value(0).toDateTime();
            if ((*answer)->value(1).toString() == u"on"_s)
                m_cause = ConnectionState::Cause::ReadOnly;
        }
        return std::nullopt;
    }

    void settle() override
    {
        if (m_serverTime.isValid())
            m_core.m_clock.follow(m_serverTime);
        const QMutexLocker lock(&m_core.m_mutex);
        m_core.noteBeat(m_roundTrip, m_cause);
    }

    void fail(const Error &error) override
    {
        const QMutexLocker lock(&m_core.m_mutex);
        m_core.m_isBeating = false;
        // A failed attempt to connect has said so itself.
        if (error.code != Error::Code::Cancelled && m_core.m_nextBeat <= steady_clock::now())
            m_core.noteLost(error);
    }

private:
    PoolCore &m_core;
    std::chrono::microseconds m_roundTrip{0};
    QDateTime m_serverTime;
    ConnectionState::Cause m_cause = ConnectionState::Cause::None;
};

std::unique_ptr<PoolJob> PoolCore::newBeat()
{
    return std::make_unique<Beat>(*this);
}

PoolCore::PoolCore(ConnectTarget target, PoolLimits limits, Connection &connection,
                   SystemClock &clock)
    : m_limits(limits)
    , m_clock(clock)
    , m_target(std::move(target))
    , m_report(connection, clock,
               isWeak(m_target.server) ? ConnectionReport::Safety::Weak
                                       : ConnectionReport::Safety::AsDemanded)
    , m_nextBeat(steady_clock::now() + limits.heartbeat)
{
    const QMutexLocker lock(&m_mutex);
    for (int i = 0; i < std::min(m_limits.standing, m_target.server.maxConnections); ++i)
        addWorker();
    m_supervisor = std::make_unique<JoinedThread>([this] { supervise(); });
}

PoolCore::~PoolCore()
{
    close();
    m_supervisor->join();
    for (Worker &worker : m_workers)
        worker.thread->join();
}

void PoolCore::submit(std::unique_ptr<PoolJob> job)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_isClosing) {
            m_waiting.push_back({std::move(job), steady_clock::now()});
            callWorker();
            return;
        }
    }
    job->fail(Error{Error::Code::Cancelled, {}, {}});
}

void PoolCore::close()
{
    std::deque<Waiting> waiting;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_isClosing)
            return;
        m_isClosing = true;
        waiting.swap(m_waiting);
        for (Worker &worker : m_workers) {
            if (!worker.isBusy || worker.kind != JobKind::Change)
                worker.patience.stop();
            worker.wake.wakeOne();
        }
        m_report.end();
        m_look.wakeOne();
    }
    for (const Waiting &one : waiting)
        one.job->fail(Error{Error::Code::Cancelled, {}, {}});
}

bool PoolCore::hasEnded() const
{
    const QMutexLocker lock(&m_mutex);
    return m_supervisor->hasWorked()
        && std::all_of(m_workers.begin(), m_workers.end(),
                       [](const Worker &worker) { return worker.thread->hasWorked(); });
}

void PoolCore::setPassword(const QString &password)
{
    const QMutexLocker lock(&m_mutex);
    m_target.credentials.password = password;
}

void PoolCore::tryNow()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_report.isLost() || m_isClosing)
        return;
    m_backoff.reset();
    m_lastFailure.reset();
    m_report.tryingNow();
    beatSoon();
}

ConnectTarget PoolCore::target() const
{
    const QMutexLocker lock(&m_mutex);
    return m_target;
}

int PoolCore::connectionCount() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(std::count_if(m_workers.begin(), m_workers.end(), [](const Worker &w) {
        return w.hasConnection && !w.hasLeft;
    }));
}

// The workers

void PoolCore::serve(Worker &worker)
{
    DatabaseConnection connection(target(), worker.patience);
    while (auto job = nextJob(worker, connection))
        perform(worker, std::move(job), connection);
    connection.close();
    const QMutexLocker lock(&m_mutex);
    worker.hasConnection = false;
}

std::unique_ptr<PoolJob> PoolCore::nextJob(Worker &worker, DatabaseConnection &connection)
{
    for (;;) {
        QMutexLocker lock(&m_mutex);
        if (m_isClosing || !m_waiting.empty()) {
            if (m_isClosing) {
                worker.hasLeft = true;
                m_look.wakeOne();
                return nullptr;
            }
            auto job = std::move(m_waiting.front().job);
            m_waiting.pop_front();
            begin(worker, *job);
            return job;
        }
        const Rest rested = rest(worker, connection.isOpen());
        if (rested == Rest::Leave) {
            worker.hasLeft = true;
            return nullptr;
        }
        if (rested == Rest::Called)
            continue;
        // Ready before it is asked: the first call of a session costs several milliseconds.
        worker.isWarming = true;
        lock.unlock();
        worker.patience.lastUntil(steady_clock::now() + patience(JobKind::Read));
        (void)connect(worker, connection);
        lock.relock();
        worker.isWarming = false;
    }
}

PoolCore::Rest PoolCore::rest(Worker &worker, bool isConnected)
{
    const QDeadlineTimer until(m_limits.idle);
    worker.isCalled = false;
    m_idle.push_back(&worker);
    bool isInTime = true;
    while (isInTime && !worker.isCalled && !m_isClosing && (isConnected || !m_report.isConnected()))
        isInTime = worker.wake.wait(&m_mutex, until);
    std::erase(m_idle, &worker);
    if (worker.isCalled || m_isClosing)
        return Rest::Called;
    if (!isInTime)
        return presentWorkers() > m_limits.standing ? Rest::Leave : Rest::Called;
    return Rest::Warm;
}

void PoolCore::perform(Worker &worker, std::unique_ptr<PoolJob> job, DatabaseConnection &connection)
{
    const bool mayRepeat = job->kind() != JobKind::Change;
    if (!tryOnce(worker, *job, connection, !mayRepeat))
        (void)tryOnce(worker, *job, connection, true);
    const QMutexLocker lock(&m_mutex);
    worker.isBusy = false;
}

bool PoolCore::tryOnce(Worker &worker, PoolJob &job, DatabaseConnection &connection, bool isLastTry)
{
    if (!connection.isAlive()) {
        if (const auto error = connect(worker, connection)) {
            job.fail(*error);
            return true;
        }
    }
    connection.forgetAttempt();
    auto error = connection.setStatementTimeout(statementTimeout(job.kind()));
    const bool isReady = !error;
    if (isReady)
        error = job.attempt(connection);
    if (!error || (isReady && !connection.hasBroken())) {
        job.settle();
        return true;
    }
    if (!isLastTry && !worker.patience.isOver()) {
        connection.close();
        return false;
    }
    job.fail(brokenError(worker, job.kind(), connection, *error));
    connection.close();
    const QMutexLocker lock(&m_mutex);
    if (job.kind() != JobKind::Heartbeat)
        beatSoon();
    return true;
}

Error PoolCore::brokenError(const Worker &worker, JobKind kind,
                            const DatabaseConnection &connection, const Error &error)
{
    if (kind == JobKind::Change && connection.isAnswerMissing())
        return Error{Error::Code::Unknown, error.detail, {}};
    if (worker.patience.isStopped())
        return Error{Error::Code::Cancelled, {}, {}};
    if (worker.patience.isOver())
        qCInfo(lcDatabase) << "A request got no answer in time; its connection is given up.";
    return Error{Error::Code::Unavailable, error.detail, {{u"layer"_s, u"tcp"_s}}};
}

std::optional<Error> PoolCore::connect(Worker &worker, DatabaseConnection &connection)
{
    const auto start = steady_clock::now();
    {
        const QMutexLocker lock(&m_mutex);
        // Signed out meanwhile: only a change that was asked for before is still worth a session.
        if (m_isClosing && !(worker.isBusy && worker.kind == JobKind::Change))
            return Error{Error::Code::Cancelled, {}, {}};
        if (m_lastFailure && start - m_lastFailureAt < failureLasts)
            return m_lastFailure;
        connection.setTarget(m_target);
    }
    auto error = connection.open();
    const auto end = steady_clock::now();

    const QMutexLocker lock(&m_mutex);
    worker.hasConnection = !error;
    // A refusal costs nothing to meet again; what took long answers for those who wait behind it.
    m_lastFailure = end - start < refusalWithin ? std::nullopt : error;
    m_lastFailureAt = end;
    if (m_isClosing)
        return error ? Error{Error::Code::Cancelled, {}, {}} : error;
    if (error) {
        qCInfo(lcDatabase).noquote() << "No connection:" << error->detail;
        noteLost(*error);
    } else {
        noteAlive();
    }
    return error;
}

void PoolCore::begin(Worker &worker, const PoolJob &job)
{
    worker.isBusy = true;
    worker.kind = job.kind();
    worker.since = steady_clock::now();
    worker.patience.lastUntil(worker.since + patience(job.kind()));
}

} // namespace clinidesk
