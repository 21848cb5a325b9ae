#pragma once

#include "core/cache/CacheStore.h"
#include "core/redis/RedisPair.h"

#include <QHash>

namespace clinidesk {

/// The shared layer of the cache in Redis. Entries are called cd:e:…, generations cd:g:<tag>,
/// leases cd:l:…, announced changes cd:a:…; each has an expiry.
class RedisCacheStore final : public CacheStore
{
    Q_OBJECT

public:
    /// No entry outlives a day, and every generation lives twice as long.
    static constexpr std::chrono::milliseconds longestEntry = std::chrono::hours(24);
    static constexpr std::chrono::milliseconds generationLife = 2 * longestEntry;

    explicit RedisCacheStore(const RedisOptions &options, QObject *parent = nullptr);

    void open() { m_pair.open(); }
    void close() { m_pair.close(); }

    /// Its connections, for what else a desk shares.
    [[nodiscard]] RedisPair &pair() { return m_pair; }
    /// Whether questions are put to Redis at present. Else they end as Unavailable at once.
    [[nodiscard]] bool isAvailable() const { return m_pair.isAvailable(); }
    [[nodiscard]] RedisFigures figures() const { return m_pair.figures(); }

    [[nodiscard]] bool isListening() const override { return m_pair.isListening(); }
    void read(const QByteArray &name, const CacheTags &tags, EntryHandler handler) override;
    void generations(const CacheTags &tags, EntryHandler handler) override;
    void write(const QByteArray &name, const QByteArray &bytes,
               std::chrono::milliseconds life) override;
    /// Sent even when Redis isn't asked for answers, as long as there is a connection.
    void bump(const CacheNews &news, DoneHandler handler) override;
    void amend(const CacheAmendment &amendment, AmendHandler handler) override;
    void relay(const QList<CacheNews> &news, DoneHandler handler) override;
    void lease(const QByteArray &name, std::chrono::milliseconds life,
               LeaseHandler handler) override;
    void release(const QByteArray &name) override;

signals:
    void availableChanged(bool isAvailable);

private:
    void noteKeys(const QByteArrayList &keys);

    RedisPair m_pair;
    RedisScript m_generations{QStringLiteral("generations")};
    RedisScript m_announce{QStringLiteral("announce")};
    RedisScript m_release{QStringLiteral("release")};
    QHash<QByteArray, QByteArray> m_leases; ///< Token by name.
};

} // namespace clinidesk
