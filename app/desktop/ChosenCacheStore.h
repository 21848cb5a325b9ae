#pragma once

#include "core/cache/CacheStore.h"
#include "core/redis/RedisCacheStore.h"

#include <memory>

namespace clinidesk {

/// The shared layer of the cache, chosen when it is known: the settings name it, or a server of
/// one's own that is still being started. None until then.
class ChosenCacheStore final : public CacheStore
{
    Q_OBJECT

public:
    explicit ChosenCacheStore(QObject *parent = nullptr);
    ~ChosenCacheStore() override;

    /// Before the first question only; options that name no Redis choose none.
    void choose(const RedisOptions &options);
    /// Null without one.
    [[nodiscard]] const RedisCacheStore *redis() const { return m_redis; }
    /// Its connections, for what else desks share; null without one.
    [[nodiscard]] RedisPair *connections() { return m_redis ? &m_redis->pair() : nullptr; }
    /// It answers and tells what others change.
    [[nodiscard]] bool isWorking() const;

    [[nodiscard]] bool isListening() const override { return m_store->isListening(); }
    void read(const QByteArray &name, const CacheTags &tags, EntryHandler handler) override;
    void generations(const CacheTags &tags, EntryHandler handler) override;
    void write(const QByteArray &name, const QByteArray &bytes,
               std::chrono::milliseconds life) override;
    void bump(const CacheNews &news, DoneHandler handler) override;
    void amend(const CacheAmendment &amendment, AmendHandler handler) override;
    void relay(const QList<CacheNews> &news, DoneHandler handler) override;
    void lease(const QByteArray &name, std::chrono::milliseconds life,
               LeaseHandler handler) override;
    void release(const QByteArray &name) override;

signals:
    void workingChanged();

private:
    void use(std::unique_ptr<CacheStore> store);

    std::unique_ptr<CacheStore> m_store;
    RedisCacheStore *m_redis = nullptr;
};

} // namespace clinidesk
