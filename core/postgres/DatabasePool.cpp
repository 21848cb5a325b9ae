#include "core/postgres/DatabasePool.h"

#include <algorithm>

namespace clinidesk {

DatabasePool::DatabasePool(Connection &state, SystemClock &clock, QObject *parent,
                           PoolLimits limits)
    : QObject(parent)
    , m_state(state)
    , m_clock(clock)
    , m_limits(limits)
{
}

DatabasePool::~DatabasePool()
{
    close();
}

void DatabasePool::open(const ServerProfile &server, const Credentials &credentials)
{
    close();
    const ConnectTarget target{server, credentials};
    auto core = std::make_unique<PoolCore>(target, m_limits, m_state, m_clock);
    const QMutexLocker lock(&m_mutex);
    m_target = target;
    m_core = std::move(core);
}

void DatabasePool::close()
{
    std::erase_if(m_ending, [](const auto &core) { return core->hasEnded(); });
    std::unique_ptr<PoolCore> core;
    {
        const QMutexLocker lock(&m_mutex);
        core = std::move(m_core);
    }
    if (!core)
        return;
    core->close();
    m_ending.push_back(std::move(core));
}

void DatabasePool::submit(std::unique_ptr<PoolJob> job)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_core) {
            m_core->submit(std::move(job));
            return;
        }
    }
    job->fail(Error{Error::Code::Cancelled, {}, {}});
}

void DatabasePool::tryNow()
{
    const QMutexLocker lock(&m_mutex);
    if (m_core)
        m_core->tryNow();
}

void DatabasePool::setPassword(const QString &password)
{
    const QMutexLocker lock(&m_mutex);
    if (m_target)
        m_target->credentials.password = password;
    if (m_core)
        m_core->setPassword(password);
}

std::optional<ConnectTarget> DatabasePool::target() const
{
    const QMutexLocker lock(&m_mutex);
    return m_target;
}

int DatabasePool::connectionCount() const
{
    const QMutexLocker lock(&m_mutex);
    return m_core ? m_core->connectionCount() : 0;
}

} // namespace clinidesk
