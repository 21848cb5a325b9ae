#pragma once

#include "core/limits/SharedLimiter.h"
#include "core/redis/CircuitBreaker.h"
#include "core/redis/RedisClient.h"
#include "core/redis/RedisScript.h"

#include <QTimer>

namespace clinidesk {

/// The limits of all desks in Redis, one script a decision, by the server's clock. A server that
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
    void run(const QByteArray &request, const LimitAsks &asks, Handler handler);
    void judge(const Result<RedisReply> &reply);
    void probe();

    const std::chrono::milliseconds m_patience;
    RedisClient m_client;
    CircuitBreaker m_breaker;
    RedisScript m_script{QStringLiteral("limit")};
    QTimer m_probe;
};

} // namespace clinidesk
