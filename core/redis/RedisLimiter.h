#pragma once

#include "core/limits/SharedLimiter.h"
#include "core/redis/CircuitBreaker.h"
#include "core/redis/RedisClient.h"
#include "core/redis/RedisScript.h"

#include <QTimer>

#include <vector>

namespace clinidesk {

/// The limits of all desks in Redis, by the server's clock: one run of a script decides whatever is
/// asked in one turn of the event loop. A server that
/// fails is skipped and tried again by itself; nobody waits for it twice. GUI thread.
class RedisLimiter final : public SharedLimiter
{
public:
    /// How long a decision may take: somebody waits for it before her change is even sent.
    static constexpr std::chrono::milliseconds usualPatience{500};

    explicit RedisLimiter(const RedisOptions &options,
                          std::chrono::milliseconds patience = usualPatience);

    void open() { m_client.open(); }
    void close() { m_client.close(); }

    /// Whether decisions are made here at present. Else they end as Unavailable at once.
    [[nodiscard]] bool isAvailable() const;

    void decide(RequestId request, const LimitAsks &asks, Handler handler) override;
    void giveBack(RequestId request, const LimitAsks &asks) override;
    /// How @p ask stands; nothing is spent.
    void look(const LimitAsk &ask, Handler handler);

private:
    struct Question
    {
        QByteArray request; ///< Empty: only a look.
        LimitAsks asks;
        Handler handler;
    };
    /// Questions of one run of the script, and how they are put.
    struct Batch
    {
        /// False when there is no room for it.
        [[nodiscard]] bool add(const Question &question);

        std::vector<Question> questions;
        QList<LimitPolicy> policies;
        QByteArrayList keys;
        QByteArrayList words;
    };

    void wait(Question question);
    void sendWaiting();
    void send(Batch batch);
    void answer(const std::vector<Question> &questions, const Result<RedisReply> &reply);
    void judge(const Result<RedisReply> &reply);
    void probe();

    const std::chrono::milliseconds m_patience;
    RedisClient m_client;
    CircuitBreaker m_breaker;
    RedisScript m_script{QStringLiteral("limit")};
    std::vector<Question> m_waiting; ///< For the end of this turn.
    QTimer m_probe;
};

} // namespace clinidesk
