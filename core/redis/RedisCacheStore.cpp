#include "core/redis/RedisCacheStore.h"

#include "core/redis/CacheArguments.h"
#include "core/redis/CacheKeys.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

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
    , m_pair(options)
{
    m_pair.hear(cachekeys::generations);
    connect(&m_pair, &RedisPair::availableChanged, this, &RedisCacheStore::availableChanged);
    connect(&m_pair, &RedisPair::keysChanged, this, &RedisCacheStore::noteKeys);
    connect(&m_pair, &RedisPair::everythingChanged, this, &CacheStore::everythingInvalidated);
    connect(&m_pair, &RedisPair::listeningChanged, this, [this](bool isListening) {
        if (isListening) // What changed before wasn't heard.
            emit everythingInvalidated();
        emit listeningChanged(isListening);
    });
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
    RedisCommand command{"MGET", entryKey(name)};
    for (const CacheTag &tag : tags)
        command.add(keyOf(tag));
    m_pair.send(command, std::move(take));
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
    m_pair.run(m_generations, argumentsFor(tags), std::move(take));
}

void RedisCacheStore::write(const QByteArray &name, const QByteArray &bytes,
                            std::chrono::milliseconds life)
{
    m_pair.send({"SET", entryKey(name), bytes, "PX", inMilliseconds(std::min(life, longestEntry))},
                [](const Result<RedisReply> &) {});
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
    // Nobody waits for a sick server, but the sooner it hears of a change the better.
    if (!m_pair.isAvailable())
        m_pair.tell(m_announce, argumentsFor(nothingKept));
    m_pair.run(m_announce, argumentsFor(nothingKept), std::move(take));
}

void RedisCacheStore::amend(const CacheAmendment &amendment, AmendHandler handler)
{
    auto take = [handler = std::move(handler)](const Result<RedisReply> &reply) {
        handler(reply ? Result<bool>(reply->isOk()) : Result<bool>(reply.error()));
    };
    m_pair.run(m_announce, argumentsFor(amendment), std::move(take));
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
    m_pair.send(marks, std::move(take));
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
    m_pair.send({"SET", leaseKey(name), token, "NX", "PX", inMilliseconds(life)}, std::move(take));
}

void RedisCacheStore::release(const QByteArray &name)
{
    const QByteArray token = m_leases.take(name);
    if (!token.isEmpty())
        m_pair.run(m_release, {.keys = {leaseKey(name)}, .values = {token}},
                   [](const Result<RedisReply> &) {});
}

} // namespace clinidesk
