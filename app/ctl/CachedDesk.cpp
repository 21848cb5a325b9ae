#include "app/ctl/CachedDesk.h"

#include "app/ctl/Awaited.h"
#include "app/ctl/BenchCacheDesk.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

CachedDesk::CachedDesk(const RedisOptions &redis, const CacheOptions &options)
    : m_store(redis)
    , cache(m_store, m_clock, options)
{
    cache.askMissedChanges([this](const QDateTime &since) {
        return mapped(m_news.tagsSince(since), &m_context,
                      [](const QStringList &tags) { return cacheTagsFrom(tags); });
    });
}

Result<Session> CachedDesk::open(const ConnectTarget &target)
{
    m_store.open();
    const auto session = awaited(m_gate.signIn(target.server, target.credentials));
    if (!session)
        return session;
    m_viewer.open(*session);
    if (!waitUntil([this] { return m_store.isAvailable() && m_store.isListening(); }))
        return Error{Error::Code::Unavailable,
                     u"the cache's connections do not come up"_s,
                     {{u"layer"_s, u"redis"_s}}};
    return session;
}

void CachedDesk::close()
{
    m_reports.flush();
    // Redis answers in order: once it has, what was kept before is there.
    bool hasArrived = false;
    m_store.generations({CacheTag::epoch()},
                        [&hasArrived](const Result<StoredEntry> &) { hasArrived = true; });
    static_cast<void>(waitUntil([this, &hasArrived] { return hasArrived && m_reports.isEmpty(); }));
    m_store.close();
}

} // namespace clinidesk
