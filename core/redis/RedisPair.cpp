#include "core/redis/RedisPair.h"

#include "core/redis/CacheArguments.h"
#include "core/redis/CacheKeys.h"
#include "core/redis/RedisCacheStore.h"
#include "core/redis/RedisError.h"
#include "core/redis/RedisInfo.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto epochPause = 2s;
constexpr auto memoryPause = 10s;

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {}};
}

} // namespace

RedisPair::RedisPair(const RedisOptions &options, QObject *parent)
    : QObject(parent)
    , m_client(options)
    , m_tracking(m_client, options)
{
    m_epochRetry.setSingleShot(true);
    m_epochRetry.setInterval(epochPause);
    m_memoryTimer.setInterval(memoryPause);
    m_probe.setSingleShot(true);
    m_probe.setTimerType(Qt::PreciseTimer); // Too early would be in vain.
    m_probe.setInterval(CircuitBreaker::rest + 10ms);
    connect(&m_probe, &QTimer::timeout, this, &RedisPair::probe);
    connect(&m_epochRetry, &QTimer::timeout, this, &RedisPair::checkEpoch);
    connect(&m_memoryTimer, &QTimer::timeout, this, &RedisPair::askMemory);
    connect(&m_client, &RedisClient::stateChanged, this, &RedisPair::noteClient);
    connect(&m_tracking, &RedisTracking::keysChanged, this, &RedisPair::keysChanged);
    connect(&m_tracking, &RedisTracking::everythingChanged, this, &RedisPair::everythingChanged);
    connect(&m_tracking, &RedisTracking::listeningChanged, this, &RedisPair::listeningChanged);
}

void RedisPair::open()
{
    m_tracking.open();
    m_client.open();
}

void RedisPair::close()
{
    m_tracking.close();
    m_client.close();
}

void RedisPair::send(const RedisCommand &command, Handler handler)
{
    if (admits())
        m_client.send(command, judged(std::move(handler)));
    else
        refuse(std::move(handler));
}

void RedisPair::run(const RedisScript &script, const Arguments &arguments, Handler handler)
{
    if (admits())
        script.run(m_client, arguments, judged(std::move(handler)));
    else
        refuse(std::move(handler));
}

void RedisPair::tell(const RedisScript &script, const Arguments &arguments)
{
    if (m_isTrusted)
        script.run(m_client, arguments, [](const Result<RedisReply> &) {});
}

RedisFigures RedisPair::figures() const
{
    RedisFigures figures = m_figures;
    figures.isAvailable = m_isAvailable;
    figures.isListening = isListening();
    figures.breaker = m_breaker.state();
    figures.roundTrip = m_client.roundTrip();
    figures.problem = m_client.problem();
    return figures;
}

void RedisPair::noteClient(RedisClient::State state)
{
    if (state == RedisClient::State::Ready) {
        ++m_figures.connections;
        m_breaker.reset();
        m_memoryTimer.start();
        checkEpoch();
        askMemory();
    } else {
        m_epochRetry.stop();
        m_memoryTimer.stop();
        setTrusted(false);
    }
}

void RedisPair::checkEpoch()
{
    m_epoch.run(m_client,
                {.keys = {keyOf(CacheTag::epoch()), cachekeys::run},
                 .values = {randomNumber(), inMilliseconds(RedisCacheStore::generationLife)}},
                [this](const Result<RedisReply> &reply) { takeEpoch(reply); });
}

void RedisPair::takeEpoch(const Result<RedisReply> &reply)
{
    if (!m_client.isReady())
        return;
    if (!reply || reply->isFailure()) {
        // A replica, a server that still loads, or a person without rights: perhaps not for ever.
        m_epochRetry.start();
        return;
    }
    setTrusted(true);
    m_tracking.follow(reply->bytes());
}

void RedisPair::setTrusted(bool isTrusted)
{
    m_isTrusted = isTrusted;
    if (!isTrusted)
        m_tracking.unfollow();
    updateAvailable();
}

void RedisPair::updateAvailable()
{
    const bool isAvailable = m_isTrusted && m_breaker.state() == CircuitBreaker::State::Closed;
    if (std::exchange(m_isAvailable, isAvailable) != isAvailable)
        emit availableChanged(isAvailable);
}

void RedisPair::askMemory()
{
    m_client.send({"INFO", "memory"}, [this](const Result<RedisReply> &reply) {
        const QByteArray bytes = redisInfo(reply ? reply->text() : QByteArrayView(), "used_memory");
        if (!bytes.isEmpty())
            m_figures.usedMemory = bytes.toLongLong();
    });
}

void RedisPair::probe()
{
    send({"PING"}, [](const Result<RedisReply> &) {});
}

bool RedisPair::admits()
{
    const bool isAdmitted
        = m_isTrusted && m_breaker.admits(CircuitBreaker::TimePoint::clock::now());
    updateAvailable();
    return isAdmitted;
}

void RedisPair::refuse(Handler handler)
{
    QMetaObject::invokeMethod(
        this, [handler = std::move(handler)] { handler(unavailable(u"Redis is not asked"_s)); },
        Qt::QueuedConnection);
}

RedisPair::Handler RedisPair::judged(Handler handler)
{
    return [this, handler = std::move(handler)](const Result<RedisReply> &reply) {
        judge(reply);
        if (reply && reply->isFailure())
            handler(unavailable(errorFrom(*reply).detail));
        else
            handler(reply);
    };
}

void RedisPair::judge(const Result<RedisReply> &reply)
{
    const auto now = CircuitBreaker::TimePoint::clock::now();
    const bool hasFailed = !reply || reply->isFailure();
    m_figures.failures += hasFailed ? 1 : 0;
    // A server without room for more still tells what it has.
    if (!hasFailed || (reply && reply->isFailure("OOM"))) {
        m_breaker.succeeded();
    } else if (!reply && isRedisTimeOut(reply.error())) {
        ++m_figures.timeOuts;
        m_breaker.timedOut(now);
    } else {
        m_breaker.failed(now);
    }
    if (reply && reply->isFailure("READONLY") && m_isTrusted) {
        // It became a replica: what it answers may be older than what was promised.
        setTrusted(false);
        m_epochRetry.start();
    }
    if (m_breaker.state() == CircuitBreaker::State::Open && !m_probe.isActive())
        m_probe.start();
    updateAvailable();
}

} // namespace clinidesk
