#include "app/desktop/ChosenCacheStore.h"

#include "core/cache/AbsentCacheStore.h"

namespace clinidesk {

ChosenCacheStore::ChosenCacheStore(QObject *parent)
    : CacheStore(parent)
{
    use(std::make_unique<AbsentCacheStore>());
}

ChosenCacheStore::~ChosenCacheStore() = default;

void ChosenCacheStore::choose(const RedisOptions &options)
{
    if (!options.isUsed()) {
        m_redis = nullptr;
        use(std::make_unique<AbsentCacheStore>());
        return;
    }
    auto redis = std::make_unique<RedisCacheStore>(options);
    m_redis = redis.get();
    connect(m_redis, &RedisCacheStore::availableChanged, this, &ChosenCacheStore::workingChanged);
    use(std::move(redis));
    m_redis->open();
}

void ChosenCacheStore::use(std::unique_ptr<CacheStore> store)
{
    m_store = std::move(store);
    connect(m_store.get(), &CacheStore::invalidated, this, &CacheStore::invalidated);
    connect(m_store.get(), &CacheStore::everythingInvalidated, this,
            &CacheStore::everythingInvalidated);
    connect(m_store.get(), &CacheStore::listeningChanged, this, &CacheStore::listeningChanged);
    connect(m_store.get(), &CacheStore::listeningChanged, this, &ChosenCacheStore::workingChanged);
}

bool ChosenCacheStore::isWorking() const
{
    return m_redis && m_redis->isAvailable() && m_redis->isListening();
}

void ChosenCacheStore::read(const QByteArray &name, const CacheTags &tags, EntryHandler handler)
{
    m_store->read(name, tags, std::move(handler));
}

void ChosenCacheStore::generations(const CacheTags &tags, EntryHandler handler)
{
    m_store->generations(tags, std::move(handler));
}

void ChosenCacheStore::write(const QByteArray &name, const QByteArray &bytes,
                             std::chrono::milliseconds life)
{
    m_store->write(name, bytes, life);
}

void ChosenCacheStore::bump(const CacheNews &news, DoneHandler handler)
{
    m_store->bump(news, std::move(handler));
}

void ChosenCacheStore::amend(const CacheAmendment &amendment, AmendHandler handler)
{
    m_store->amend(amendment, std::move(handler));
}

void ChosenCacheStore::relay(const QList<CacheNews> &news, DoneHandler handler)
{
    m_store->relay(news, std::move(handler));
}

void ChosenCacheStore::lease(const QByteArray &name, std::chrono::milliseconds life,
                             LeaseHandler handler)
{
    m_store->lease(name, life, std::move(handler));
}

void ChosenCacheStore::release(const QByteArray &name)
{
    m_store->release(name);
}

} // namespace clinidesk
