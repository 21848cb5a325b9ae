#pragma once

#include "core/cache/CacheStore.h"
#include "core/redis/CircuitBreaker.h"
#include "core/redis/RedisClient.h"
#include "core/redis/RedisScript.h"
#include "core/redis/RedisTracking.h"

#include <QHash>

namespace clinidesk {

/// How the Redis behind the cache is doing.
struct RedisFigures
{
    bool isAvailable = false; ///< It is asked: connected, trusted, breaker closed.
    bool isListening = false;
    CircuitBreaker::State breaker = CircuitBreaker::State::Closed;
    std::chrono::microseconds roundTrip{0}; ///< Of the last beat; 0 before the first.
    qint64 usedMemory = 0; ///< Bytes, of the whole server; some seconds old.
    qint64 failures = 0; ///< Commands that ended without the answer they were sent for…
    qint64 timeOuts = 0; ///< …of them because none came in time.
    qint64 connections = 0; ///< Made since the start.
    std::optional<Error> problem; ///< Why there is no connection.
};

/// The shared layer of the cache in Redis. Entries are called cd:e:…, generations cd:g:<tag>,
/// leases cd:l:…, announced changes cd:a:…; each has an expiry. A server that restarted, failed
/// over or was emptied gets a new epoch before the first answer; one that takes no changes isn't
/// asked for anything.
class RedisCacheStore final : public CacheStore
{
    Q_OBJECT

public:
    /// No entry outlives a day, and every generation lives twice as long.
    static constexpr std::chrono::milliseconds longestEntry = std::chrono::hours(24);
    static constexpr std::chrono::milliseconds generationLife = 2 * longestEntry;

    explicit RedisCacheStore(const RedisOptions &options, QObject *parent = nullptr);

    void open();
    void close();

    /// Whether questions are put to Redis at present. Else they end as Unavailable at once.
    [[nodiscard]] bool isAvailable() const { return m_isAvailable; }
    [[nodiscard]] RedisFigures figures() const;

    [[nodiscard]] bool isListening() const override { return m_tracking.isListening(); }
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
    using Handler = RedisClient::Handler;
    using Arguments = RedisScript::Arguments;

    void noteClient(RedisClient::State state);
    void checkEpoch();
    void takeEpoch(const Result<RedisReply> &reply);
    void setTrusted(bool isTrusted);
    void updateAvailable();
    void askMemory();
    void probe();
    void noteKeys(const QByteArrayList &keys);

    /// Whether a question may go out; if so, its outcome has to be judged.
    [[nodiscard]] bool admits();
    void refuse(Handler handler);
    /// Learns from how a question ended, and passes on its reply or why there is none.
    [[nodiscard]] Handler judged(Handler handler);
    void judge(const Result<RedisReply> &reply);

    RedisClient m_client;
    RedisTracking m_tracking;
    CircuitBreaker m_breaker;
    RedisScript m_generations{QStringLiteral("generations")};
    RedisScript m_announce{QStringLiteral("announce")};
    RedisScript m_epoch{QStringLiteral("epoch")};
    RedisScript m_release{QStringLiteral("release")};
    QHash<QByteArray, QByteArray> m_leases; ///< Token by name.
    QTimer m_epochRetry;
    QTimer m_probe; ///< Tries a server that was skipped, so that nobody's question has to.
    QTimer m_memoryTimer;
    RedisFigures m_figures;
    bool m_isTrusted = false;
    bool m_isAvailable = false;
};

} // namespace clinidesk
