#include "core/redis/RedisCacheStore.h"

#include "core/redis/CacheArguments.h"
#include "core/redis/CacheKeys.h"
#include "core/redis/RedisError.h"
#include "core/redis/RedisInfo.h"

#include <QSet>

#include <algorithm>

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

/// The generations in @p reply from its part @p first on.
QList<Generation> generationsIn(const RedisReplyView &reply, qsizetype first)
{
    QList<Generation> generations;
    generations.reserve(reply.size() - first);
    for (qsizetype i = first; i < reply.size(); ++i)
        generations << reply.at(i).text().toULongLong();
    return generations;
}

} // namespace

RedisCacheStore::RedisCacheStore(const RedisOptions &options, QObject *parent)
    : CacheStore(parent)
    , m_client(options)
    , m_tracking(m_client, options, cachekeys::generations)
{
    m_epochRetry.setSingleShot(true);
    m_epochRetry.setInterval(epochPause);
    m_memoryTimer.setInterval(memoryPause);
    m_probe.setSingleShot(true);
    m_probe.setTimerType(Qt::PreciseTimer); // Too early would be in vain.
    m_probe.setInterval(CircuitBreaker::rest + 10ms);
    connect(&m_probe, &QTimer::timeout, this, &RedisCacheStore::probe);
    connect(&m_epochRetry, &QTimer::timeout, this, &RedisCacheStore::checkEpoch);
    connect(&m_memoryTimer, &QTimer::timeout, this, &RedisCacheStore::askMemory);
    connect(&m_client, &RedisClient::stateChanged, this, &RedisCacheStore::noteClient);
    connect(&m_tracking, &RedisTracking::keysChanged, this, &RedisCacheStore::noteKeys);
    connect(&m_tracking, &RedisTracking::everythingChanged, this,
            &CacheStore::everythingInvalidated);
    connect(&m_tracking, &RedisTracking::listeningChanged, this, [this](bool isListening) {
        if (isListening) // What changed before wasn't heard.
            emit everythingInvalidated();
        emit listeningChanged(isListening);
    });
}

void RedisCacheStore::open()
{
    m_tracking.open();
    m_client.open();
}

void RedisCacheStore::close()
{
    m_tracking.close();
    m_client.close();
}

RedisFigures RedisCacheStore::figures() const
{
    RedisFigures figures = m_figures;
    figures.isAvailable = m_isAvailable;
    figures.isListening = isListening();
    figures.breaker = m_breaker.state();
    figures.roundTrip = m_client.roundTrip();
    figures.problem = m_client.problem();
    return figures;
}

void RedisCacheStore::noteClient(RedisClient::State state)
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

void RedisCacheStore::checkEpoch()
{
    m_epoch.run(m_client,
                {.keys = {keyOf(CacheTag::epoch()), cachekeys::run},
                 .values = {randomNumber(), inMilliseconds(generationLife)}},
                [this](const Result<RedisReply> &reply) { takeEpoch(reply); });
}

void RedisCacheStore::takeEpoch(const Result<RedisReply> &reply)
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

void RedisCacheStore::setTrusted(bool isTrusted)
{
    m_isTrusted = isTrusted;
    if (!isTrusted)
        m_tracking.unfollow();
    updateAvailable();
}

void RedisCacheStore::updateAvailable()
{
    const bool isAvailable = m_isTrusted && m_breaker.state() == CircuitBreaker::State::Closed;
    if (std::exchange(m_isAvailable, isAvailable) != isAvailable)
        emit availableChanged(isAvailable);
}

void RedisCacheStore::askMemory()
{
    m_client.send({"INFO", "memory"}, [this](const Result<RedisReply> &reply) {
        const QByteArray bytes = redisInfo(reply ? reply->text() : QByteArrayView(), "used_memory");
        if (!bytes.isEmpty())
            m_figures.usedMemory = bytes.toLongLong();
    });
}

void RedisCacheStore::probe()
{
    if (admits())
        m_client.send({"PING"}, judged([](const Result<RedisReply> &) {}));
}

void RedisCacheStore::noteKeys(const QByteArrayList &keys)
{
    CacheTags tags;
    for (const QByteArray &key : keys) {
        if (!key.startsWith(cachekeys::generations))
            continue;
        if (const auto tag
            = CacheTag::fromText(QByteArrayView(key).sliced(cachekeys::generations.size())))
            tags << *tag;
    }
    if (!tags.isEmpty())
        emit invalidated(tags);
}

bool RedisCacheStore::admits()
{
    const bool isAdmitted
        = m_isTrusted && m_breaker.admits(CircuitBreaker::TimePoint::clock::now());
    updateAvailable();
    return isAdmitted;
}

void RedisCacheStore::refuse(Handler handler)
{
    QMetaObject::invokeMethod(
        this, [handler = std::move(handler)] { handler(unavailable(u"Redis is not asked"_s)); },
        Qt::QueuedConnection);
}

RedisCacheStore::Handler RedisCacheStore::judged(Handler handler)
{
    return [this, handler = std::move(handler)](const Result<RedisReply> &reply) {
        judge(reply);
        if (reply && reply->isFailure())
            handler(unavailable(errorFrom(*reply).detail));
        else
            handler(reply);
    };
}

void RedisCacheStore::judge(const Result<RedisReply> &reply)
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

void RedisCacheStore::read(const QByteArray &name, const CacheTags &tags, EntryHandler handler)
{
    auto take
        = [count = tags.size(), handler = std::move(handler)](const Result<RedisReply> &reply) {
              if (!reply) {
                  handler(reply.error());
              } else if (reply->size() != count + 1) {
                  handler(unavailable(u"not the answer to MGET"_s));
              } else {
                  const RedisReplyView bytes = reply->at(0);
                  handler(StoredEntry{bytes.isNil() ? std::nullopt : std::optional(bytes.bytes()),
                                      generationsIn(*reply, 1)});
              }
          };
    if (!admits()) {
        refuse(std::move(take));
        return;
    }
    RedisCommand command{"MGET", entryKey(name)};
    for (const CacheTag &tag : tags)
        command.add(keyOf(tag));
    m_client.send(command, judged(std::move(take)));
}

void RedisCacheStore::generations(const CacheTags &tags, EntryHandler handler)
{
    auto take
        = [count = tags.size(), handler = std::move(handler)](const Result<RedisReply> &reply) {
              if (!reply)
                  handler(reply.error());
              else if (reply->size() != count)
                  handler(unavailable(u"not the answer to the script"_s));
              else
                  handler(StoredEntry{std::nullopt, generationsIn(*reply, 0)});
          };
    if (admits())
        m_generations.run(m_client, argumentsFor(tags), judged(std::move(take)));
    else
        refuse(std::move(take));
}

void RedisCacheStore::write(const QByteArray &name, const QByteArray &bytes,
                            std::chrono::milliseconds life)
{
    if (!admits())
        return;
    m_client.send(
        {"SET", entryKey(name), bytes, "PX", inMilliseconds(std::min(life, longestEntry))},
        judged([](const Result<RedisReply> &) {}));
}

void RedisCacheStore::bump(const CacheNews &news, DoneHandler handler)
{
    auto take = [handler = std::move(handler)](const Result<RedisReply> &reply) {
        handler(reply ? Result<Done>(Done{}) : Result<Done>(reply.error()));
    };
    CacheAmendment nothingKept{
        .news = news, .fresh = {}, .known = {}, .expected = {}, .entries = {}};
    for (qsizetype i = 0; i < news.tags.size(); ++i)
        nothingKept.fresh << randomGeneration();
    if (admits()) {
        m_announce.run(m_client, argumentsFor(nothingKept), judged(std::move(take)));
        return;
    }
    // Nobody waits for a sick server, but the sooner it hears of a change the better.
    if (m_isTrusted)
        m_announce.run(m_client, argumentsFor(nothingKept), [](const Result<RedisReply> &) {});
    refuse(std::move(take));
}

void RedisCacheStore::amend(const CacheAmendment &amendment, AmendHandler handler)
{
    auto take = [handler = std::move(handler)](const Result<RedisReply> &reply) {
        handler(reply ? Result<bool>(reply->isOk()) : Result<bool>(reply.error()));
    };
    if (admits())
        m_announce.run(m_client, argumentsFor(amendment), judged(std::move(take)));
    else
        refuse(std::move(take));
}

void RedisCacheStore::relay(const QList<CacheNews> &news, DoneHandler handler)
{
    RedisCommand marks{"MGET", announcedKey({})}; // Which there never is: one key at least.
    for (const CacheNews &each : news)
        marks.add(announcedKey(each.change));
    auto take = [this, news, handler = std::move(handler)](const Result<RedisReply> &reply) {
        if (!reply || reply->size() != news.size() + 1) {
            handler(reply ? unavailable(u"not the answer to MGET"_s) : reply.error());
            return;
        }
        QSet<CacheTag> tags;
        for (qsizetype i = 0; i < news.size(); ++i) {
            if (reply->at(i + 1).isNil())
                tags.unite({news.at(i).tags.begin(), news.at(i).tags.end()});
        }
        if (tags.isEmpty())
            handler(Done{});
        else
            bump(tags.values(), handler);
    };
    if (admits())
        m_client.send(marks, judged(std::move(take)));
    else
        refuse(std::move(take));
}

void RedisCacheStore::lease(const QByteArray &name, std::chrono::milliseconds life,
                            LeaseHandler handler)
{
    const QByteArray token = randomNumber();
    auto take = [this, name, token, handler = std::move(handler)](const Result<RedisReply> &reply) {
        if (!reply) {
            handler(reply.error());
            return;
        }
        if (reply->isOk())
            m_leases.insert(name, token);
        handler(reply->isOk());
    };
    if (admits())
        m_client.send({"SET", leaseKey(name), token, "NX", "PX", inMilliseconds(life)},
                      judged(std::move(take)));
    else
        refuse(std::move(take));
}

void RedisCacheStore::release(const QByteArray &name)
{
    const QByteArray token = m_leases.take(name);
    if (!token.isEmpty() && admits())
        m_release.run(m_client, {.keys = {leaseKey(name)}, .values = {token}},
                      judged([](const Result<RedisReply> &) {}));
}

} // namespace clinidesk
