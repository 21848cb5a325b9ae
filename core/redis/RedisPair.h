#pragma once

#include "core/redis/CircuitBreaker.h"
#include "core/redis/RedisClient.h"
#include "core/redis/RedisScript.h"
#include "core/redis/RedisTracking.h"

namespace clinidesk {

/// How the Redis that desks share is doing.
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

/// A desk's two connections to one run of one Redis, for everything it shares there: one asks, the
/// other hears who writes which keys. A server that restarted, failed over or was emptied gets a
/// new epoch before the first answer; one that takes no changes isn't asked for anything; one that
/// fails is skipped for a while and tried again by itself.
class RedisPair final : public QObject
{
    Q_OBJECT

public:
    using Handler = RedisClient::Handler;
    using Arguments = RedisScript::Arguments;

    explicit RedisPair(const RedisOptions &options, QObject *parent = nullptr);

    /// Writes to keys that begin with @p prefix are news, too; best before open(). No prefix may
    /// begin with another one.
    void hear(const QByteArray &prefix) { m_tracking.hear(prefix); }
    void open();
    void close();

    /// Whether questions are put to Redis at present. Else they end as Unavailable at once.
    [[nodiscard]] bool isAvailable() const { return m_isAvailable; }
    /// Whether every write to the keys that are heard of is heard of.
    [[nodiscard]] bool isListening() const { return m_tracking.isListening(); }
    /// Connected to a server that takes changes, be it that it has just failed.
    [[nodiscard]] bool isTrusted() const { return m_isTrusted; }
    [[nodiscard]] RedisFigures figures() const;

    /// @p handler gets the reply, which is no failure, or why there is none: exactly once, never
    /// before this call returns.
    void send(const RedisCommand &command, Handler handler);
    /// The same for a script.
    void run(const RedisScript &script, const Arguments &arguments, Handler handler);
    /// Tells even a server that isn't asked for anything, and waits for no answer.
    void tell(const RedisScript &script, const Arguments &arguments);
    /// What was sent goes out now, not at the end of the turn: there may be no other.
    void push() { m_client.push(); }

signals:
    void availableChanged(bool isAvailable);
    /// Nothing that was known before it became true may be relied on.
    void listeningChanged(bool isListening);
    /// By anybody, this desk included.
    void keysChanged(const QByteArrayList &keys);
    /// The server was emptied.
    void everythingChanged();

private:
    void noteClient(RedisClient::State state);
    void checkEpoch();
    void takeEpoch(const Result<RedisReply> &reply);
    void setTrusted(bool isTrusted);
    void updateAvailable();
    void askMemory();
    void probe();

    /// Whether a question may go out; if so, its outcome has to be judged.
    [[nodiscard]] bool admits();
    void refuse(Handler handler);
    /// Learns from how a question ended, and passes on its reply or why there is none.
    [[nodiscard]] Handler judged(Handler handler);
    void judge(const Result<RedisReply> &reply);

    RedisClient m_client;
    RedisTracking m_tracking;
    CircuitBreaker m_breaker;
    RedisScript m_epoch{QStringLiteral("epoch")};
    QTimer m_epochRetry;
    QTimer m_probe; ///< Tries a server that was skipped, so that nobody's question has to.
    QTimer m_memoryTimer;
    RedisFigures m_figures;
    bool m_isTrusted = false;
    bool m_isAvailable = false;
};

} // namespace clinidesk
