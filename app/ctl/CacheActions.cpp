#include "app/ctl/CacheActions.h"

#include "app/ctl/RedisKeys.h"
#include "core/cache/CacheEntry.h"
#include "core/redis/CacheKeys.h"
#include "core/redis/RedisCacheStore.h"

#include <QJsonArray>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace clinidesk {

QJsonObject EntryCard::toJson() const
{
    QJsonArray texts;
    for (const QByteArray &tag : tags)
        texts << QString::fromLatin1(tag);
    QJsonObject facts{{u"name"_s, QString::fromLatin1(name)},
                      {u"kind"_s, kind},
                      {u"bytes"_s, bytes},
                      {u"seconds_left"_s, secondsLeft},
                      {u"readable"_s, isReadable},
                      {u"alive"_s, isAlive()},
                      {u"tags"_s, texts},
                      {u"changed_tags"_s, changed}};
    if (isReadable) {
        facts.insert(u"made_at"_s, madeAt.toString(Qt::ISODateWithMs));
        facts.insert(u"age_ms"_s, madeAt.msecsTo(QDateTime::currentDateTimeUtc()));
    }
    return facts;
}

Result<EntryCard> lookAtEntry(RedisSession &redis, const QByteArray &name)
{
    const QByteArray key = cachekeys::entries + name;
    const auto bytes = redis.ask({"GET", key}, [](const RedisReplyView &reply) {
        return reply.isNil() ? QByteArray() : reply.bytes();
    });
    if (!bytes)
        return bytes.error();
    if (bytes->isEmpty())
        return Error{Error::Code::NotFound, u"no entry of that name in Redis"_s, {}};
    const auto left = redis.ask({"PTTL", key}, numberIn);
    if (!left)
        return left.error();

    EntryCard card{.name = name,
                   .kind = QString::fromLatin1(name.left(name.indexOf(':'))),
                   .bytes = bytes->size(),
                   .secondsLeft = qMax<qint64>(0, *left) / 1000,
                   .madeAt = {},
                   .tags = {}};
    const auto head = headOf(*bytes);
    if (!head)
        return card;
    card.isReadable = true;
    card.madeAt = QDateTime::fromMSecsSinceEpoch(head->madeAt, Qt::UTC);
    const auto tags = tagsByGeneration(redis);
    if (!tags)
        return tags.error();
    for (const Generation generation : head->generations) {
        if (const auto tag = tags->constFind(generation); tag != tags->constEnd())
            card.tags << *tag;
        else
            ++card.changed;
    }
    return card;
}

Result<qint64> removeEntry(RedisSession &redis, const QByteArray &name)
{
    return redis.ask({"UNLINK", cachekeys::entries + name}, numberIn);
}

Result<qint64> removeEntries(RedisSession &redis, const QByteArray &pattern)
{
    qint64 removed = 0;
    const auto scanned = scanKeys(redis, cachekeys::entries + pattern,
                                  [&](const QByteArrayList &keys) -> Result<Done> {
                                      RedisCommand command{"UNLINK"};
                                      for (const QByteArray &key : keys)
                                          command.add(key);
                                      const auto unlinked = redis.ask(command, numberIn);
                                      if (!unlinked)
                                          return unlinked.error();
                                      removed += *unlinked;
                                      return Done{};
                                  });
    if (!scanned)
        return scanned.error();
    return removed;
}

Result<Done> startNewEpoch(RedisSession &redis)
{
    const QByteArray key = cachekeys::generations + CacheTag::epoch().toText();
    const QByteArray fresh = QByteArray::number(QRandomGenerator::global()->generate64() | 1);
    const auto set
        = redis.ask({"SET", key, fresh, "PX",
                     QByteArray::number(qint64(RedisCacheStore::generationLife.count()))},
                    textIn);
    if (!set)
        return set.error();
    return Done{};
}

} // namespace clinidesk
