// What PoolCore's supervisor thread does: pace, heartbeat, reconnecting.
#include "core/postgres/PoolCore.h"

#include <QDeadlineTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace clinidesk {

namespace {

constexpr milliseconds lookEvery = 100ms;

} // namespace

void PoolCore::supervise()
{
    QMutexLocker lock(&m_mutex);
    while (!m_isClosing || presentWorkers() > 0) {
        const Time now = steady_clock::now();
        watchPace(now);
        beat(now);
        if (const auto overdue = takeOverdue(now); !overdue.empty()) {
            lock.unlock();
            for (const auto &job : overdue)
                job->fail(
                    Error{Error::Code::Unavailable, u"waited too long for a connection"_s, {}});
            lock.relock();
            continue;
        }
        const bool isBusy = !m_waiting.empty() || m_isClosing
            || std::any_of(m_workers.begin(), m_workers.end(),
                           [](const Worker &worker) { return worker.isBusy; });
        m_isAsleep = !isBusy;
        const Time next = isBusy || !m_wasConnected ? now + lookEvery : std::max(m_nextBeat, now);
        const auto pause = duration_cast<milliseconds>(next - steady_clock::now());
        m_look.wait(&m_mutex, QDeadlineTimer(std::max(pause, milliseconds(1))));
        m_isAsleep = false;
    }
}

std::vector<std::unique_ptr<PoolJob>> PoolCore::takeOverdue(Time now)
{
    std::vector<std::unique_ptr<PoolJob>> overdue;
    for (Waiting &waiting : m_waiting) {
        const bool isBeat = waiting.job->kind() == JobKind::Heartbeat;
        const auto longest = isBeat ? m_limits.heartbeatPatience : patience(JobKind::Read);
        if (now - waiting.since >= longest)
            overdue.push_back(std::move(waiting.job));
    }
    std::erase_if(m_waiting, [](const Waiting &waiting) { return !waiting.job; });
    return overdue;
}

void PoolCore::watchPace(Time now)
{
    const bool isSlow = std::any_of(m_workers.begin(), m_workers.end(),
                                    [&](const Worker &worker) {
                                        return worker.isBusy && worker.kind != JobKind::Report
                                            && now - worker.since >= m_limits.slow;
                                    })
        || (!m_waiting.empty() && now - m_waiting.front().since >= m_limits.slow);
    if (isSlow)
        m_report.slow();
    else if (m_wasConnected && !m_report.isLost())
        m_report.connected();
}

void PoolCore::beat(Time now)
{
    if (!m_wasConnected || m_isClosing || m_isBeating || now < m_nextBeat)
        return;
    if (m_idle.empty()) {
        // Every connection is at work, each under its own deadline: that is a heartbeat too.
        m_nextBeat = now + lookEvery;
        return;
    }
    m_isBeating = true;
    m_waiting.push_front({newBeat(), now});
    callWorker();
}

void PoolCore::beatSoon()
{
    m_nextBeat = steady_clock::now();
    m_look.wakeOne();
}

void PoolCore::noteBeat(std::chrono::microseconds roundTrip, ConnectionState::Cause cause)
{
    m_isBeating = false;
    m_backoff.reset();
    m_nextBeat = steady_clock::now() + m_limits.heartbeat;
    m_report.connected(roundTrip, cause);
}

void PoolCore::noteAlive()
{
    // The first beat follows at once: it brings the server's time, and the desk's own may be wrong.
    m_nextBeat = m_wasConnected ? std::max(m_nextBeat, steady_clock::now()) : steady_clock::now();
    m_wasConnected = true;
    m_backoff.reset();
    m_report.connected();
    for (Worker *idle : m_idle)
        idle->wake.wakeOne();
    m_look.wakeOne();
}

void PoolCore::noteLost(const Error &why)
{
    // Before the first connection there is nothing to lose: the request's own Error says it all.
    if (!m_wasConnected || m_isClosing)
        return;
    const milliseconds pause = m_backoff.next();
    m_nextBeat = steady_clock::now() + pause;
    m_report.lost(pause, causeOf(why));
    m_look.wakeOne();
}

void PoolCore::addWorker()
{
    const auto gone = std::find_if(m_workers.begin(), m_workers.end(), [](const Worker &worker) {
        return worker.hasLeft && worker.thread->hasWorked();
    });
    Worker &worker = gone != m_workers.end() ? *gone : m_workers.emplace_back();
    worker.hasLeft = false;
    worker.hasConnection = false;
    worker.isCalled = false;
    worker.thread = std::make_unique<JoinedThread>([this, &worker] { serve(worker); });
}

void PoolCore::callWorker()
{
    if (!m_idle.empty()) {
        Worker *worker = m_idle.back();
        m_idle.pop_back();
        worker->isCalled = true;
        worker->wake.wakeOne();
    } else if (freeWorkers() < static_cast<int>(m_waiting.size())
               && presentWorkers() < m_target.server.maxConnections) {
        addWorker();
    }
    if (m_isAsleep)
        m_look.wakeOne();
}

int PoolCore::presentWorkers() const
{
    return static_cast<int>(std::count_if(m_workers.begin(), m_workers.end(),
                                          [](const Worker &worker) { return !worker.hasLeft; }));
}

int PoolCore::freeWorkers() const
{
    return static_cast<int>(
        std::count_if(m_workers.begin(), m_workers.end(), [](const Worker &worker) {
            return !worker.hasLeft && !worker.isBusy && !worker.isWarming;
        }));
}

milliseconds PoolCore::statementTimeout(JobKind kind) const
{
    return kind == JobKind::Report ? m_limits.report : m_limits.statement;
}

milliseconds PoolCore::patience(JobKind kind) const
{
    switch (kind) {
    case JobKind::Report:
        return m_limits.report + m_limits.grace;
    case JobKind::Heartbeat:
        return m_limits.heartbeatPatience;
    case JobKind::Read:
    case JobKind::Change:
        return m_limits.statement + m_limits.grace;
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
