#include "core/redis/RedisLimiter.h"

#include "core/redis/LimitKeys.h"
#include "core/redis/RedisError.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {}};
}

QByteArray textOf(RequestId request)
{
    return request.uuid().toByteArray(QUuid::Id128);
}

QByteArray keyOf(const LimitAsk &ask)
{
    return limitkeys::limits + ask.key.toText();
}

RedisScript::Arguments argumentsFor(const QByteArray &request, const LimitAsks &asks)
{
    RedisScript::Arguments arguments;
    arguments.keys.reserve(asks.size());
    arguments.values.reserve(3 * asks.size());
    arguments.values << request;
    for (const LimitAsk &ask : asks) {
        const bool isExact = ask.policy.count == LimitPolicy::Count::Exactly;
        arguments.keys << keyOf(ask);
        arguments.values << (isExact ? "log"_qba : "gcra"_qba)
                         << QByteArray::number(ask.policy.limit)
                         << QByteArray::number(
                                qint64(std::chrono::microseconds(ask.policy.window).count()));
    }
    return arguments;
}

Result<LimitDecision> decisionIn(const RedisReplyView &reply, const LimitAsks &asks)
{
    const qsizetype decisive = reply.at(1).number() - 1;
    if (reply.size() != 5 || decisive < 0 || decisive >= asks.size())
        return unavailable(u"not the answer to the script"_s);
    const LimitAsk &ask = asks.at(decisive);
    return LimitDecision{.isAllowed = reply.at(0).number() == 1,
                         .standing
                         = {.kind = ask.key.kind(),
                            .limit = ask.policy.limit,
                            .window = ask.policy.window,
                            .remaining = int(reply.at(2).number()),
                            .retryAfter = std::chrono::microseconds(reply.at(3).number()),
                            .resetAfter = std::chrono::microseconds(reply.at(4).number())}};
}

} // namespace

RedisLimiter::RedisLimiter(const RedisOptions &options, std::chrono::milliseconds patience)
    : m_patience(patience)
    , m_client(options)
{
    m_probe.setSingleShot(true);
    m_probe.setTimerType(Qt::PreciseTimer); // Too early would be in vain.
    m_probe.setInterval(CircuitBreaker::rest + 10ms);
    QObject::connect(&m_probe, &QTimer::timeout, &m_client, [this] { probe(); });
    QObject::connect(&m_client, &RedisClient::stateChanged, &m_client,
                     [this](RedisClient::State state) {
                         if (state == RedisClient::State::Ready)
                             m_breaker.reset();
                     });
}

bool RedisLimiter::isAvailable() const
{
    return m_client.isReady() && m_breaker.state() == CircuitBreaker::State::Closed;
}

void RedisLimiter::decide(RequestId request, const LimitAsks &asks, Handler handler)
{
    run(textOf(request), asks, std::move(handler));
}

void RedisLimiter::look(const LimitAsk &ask, Handler handler)
{
    run({}, {ask}, std::move(handler));
}

void RedisLimiter::run(const QByteArray &request, const LimitAsks &asks, Handler handler)
{
    if (!isAvailable()) {
        QMetaObject::invokeMethod(
            &m_client,
            [handler = std::move(handler)] { handler(unavailable(u"Redis is not asked"_s)); },
            Qt::QueuedConnection);
        return;
    }
    m_script.run(
        m_client, argumentsFor(request, asks),
        [this, asks, handler = std::move(handler)](const Result<RedisReply> &reply) {
            judge(reply);
            if (!reply)
                handler(reply.error());
            else if (reply->isFailure())
                handler(unavailable(errorFrom(*reply).detail));
            else
                handler(decisionIn(*reply, asks));
        },
        m_patience);
}

void RedisLimiter::giveBack(RequestId request, const LimitAsks &asks)
{
    for (const LimitAsk &ask : asks) {
        if (ask.policy.count == LimitPolicy::Count::Exactly && isAvailable())
            m_client.send({"ZREM", keyOf(ask), textOf(request)},
                          [this](const Result<RedisReply> &reply) { judge(reply); });
    }
}

void RedisLimiter::judge(const Result<RedisReply> &reply)
{
    const auto now = CircuitBreaker::TimePoint::clock::now();
    if (reply && !reply->isFailure())
        m_breaker.succeeded();
    else if (!reply && isRedisTimeOut(reply.error()))
        m_breaker.timedOut(now);
    else
        m_breaker.failed(now);
    if (m_breaker.state() == CircuitBreaker::State::Open && !m_probe.isActive())
        m_probe.start();
}

void RedisLimiter::probe()
{
    if (m_breaker.admits(CircuitBreaker::TimePoint::clock::now()))
        m_client.send(
            {"PING"}, [this](const Result<RedisReply> &reply) { judge(reply); }, m_patience);
}

} // namespace clinidesk
