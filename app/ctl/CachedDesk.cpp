#include "app/ctl/CachedDesk.h"

#include "app/ctl/Awaited.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

CachedDesk::CachedDesk(const RedisOptions &redis, const CacheOptions &options)
    : m_store(redis)
    , cache(m_store, m_clock, options)
{
    days.tellLoaded(
        [this](const Clinic &clinic, QDate day, const QList<Appointment> &appointments) {
            patients.prepare(clinic, day, appointments);
        });
}

Result<Session> CachedDesk::open(const ConnectTarget &target)
{
    m_store.open();
    const auto session = awaited(m_gate.signIn(target.server, target.credentials));
    if (!session)
        return session;
    m_viewer.open(*session);
    cache.unlock(session->sealKeys);
    if (!waitUntil([this] { return m_store.isAvailable() && m_store.isListening(); }))
        return Error{Error::Code::Unavailable,
                     u"the cache's connections do not come up"_s,
                     {{u"layer"_s, u"redis"_s}}};
    // Only from now on: what has just begun missed nothing.
    cache.askMissedChanges([this](const QDateTime &since) {
        return mapped(m_news.tagsSince(since), &m_context,
                      [](const QStringList &tags) { return cacheTagsFrom(tags); });
    });
    return session;
}

void CachedDesk::close()
{
    m_reports.flush();
    static_cast<void>(waitUntil([this] { return m_reports.isEmpty(); }));
    // Redis answers in order: once it has, what it was told before is there. Twice, because an
    // answer whose tags were heard of meanwhile is looked at once more before it is kept.
    for (int round = 0; round < 2; ++round) {
        bool hasArrived = false;
        m_store.generations({CacheTag::epoch()},
                            [&hasArrived](const Result<StoredEntry> &) { hasArrived = true; });
        if (!waitUntil([&hasArrived] { return hasArrived; }))
            break;
    }
    m_store.close();
}

} // namespace clinidesk
