#include "core/redis/CacheArguments.h"

#include "core/redis/CacheKeys.h"
#include "core/redis/RedisCacheStore.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

QByteArray keyOf(const CacheTag &tag)
{
    return cachekeys::generations + tag.toText();
}

QByteArray entryKey(const QByteArray &name)
{
    return cachekeys::entries + name;
}

QByteArray leaseKey(const QByteArray &name)
{
    return cachekeys::leases + name;
}

QByteArray announcedKey(const QByteArray &change)
{
    return cachekeys::announced + change;
}

QByteArray randomNumber()
{
    return QByteArray::number(randomGeneration());
}

QByteArray inMilliseconds(std::chrono::milliseconds life)
{
    return QByteArray::number(qint64(std::max(life, 1ms).count()));
}

RedisScript::Arguments argumentsFor(const CacheTags &tags)
{
    RedisScript::Arguments arguments;
    arguments.values << inMilliseconds(RedisCacheStore::generationLife);
    for (const CacheTag &tag : tags) {
        arguments.keys << keyOf(tag);
        arguments.values << randomNumber();
    }
    return arguments;
}

RedisScript::Arguments argumentsFor(const CacheAmendment &amendment)
{
    RedisScript::Arguments arguments;
    arguments.values << QByteArray::number(amendment.known.size())
                     << QByteArray::number(amendment.news.tags.size())
                     << QByteArray::number(amendment.entries.size())
                     << inMilliseconds(RedisCacheStore::generationLife)
                     << inMilliseconds(CacheStore::announcedLife);
    for (qsizetype i = 0; i < amendment.known.size(); ++i) {
        arguments.keys << keyOf(amendment.known.at(i));
        arguments.values << QByteArray::number(amendment.expected.at(i));
    }
    for (qsizetype i = 0; i < amendment.news.tags.size(); ++i) {
        arguments.keys << keyOf(amendment.news.tags.at(i));
        arguments.values << QByteArray::number(amendment.fresh.at(i));
    }
    for (const CacheAmendment::Entry &entry : amendment.entries) {
        arguments.keys << entryKey(entry.name);
        arguments.values << entry.bytes
                         << inMilliseconds(std::min(entry.life, RedisCacheStore::longestEntry));
    }
    if (!amendment.news.change.isEmpty())
        arguments.keys << announcedKey(amendment.news.change);
    return arguments;
}

} // namespace clinidesk
