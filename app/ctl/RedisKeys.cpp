#include "app/ctl/RedisKeys.h"

#include "core/redis/CacheKeys.h"

namespace clinidesk {

namespace {

const QByteArray portion = "500";

struct Portion
{
    QByteArray cursor;
    QByteArrayList keys;
};

QByteArrayList textsIn(const RedisReplyView &list)
{
    QByteArrayList texts;
    for (qsizetype i = 0; i < list.size(); ++i)
        texts << list.at(i).bytes();
    return texts;
}

} // namespace

Result<Done> scanKeys(RedisSession &redis, const QByteArray &pattern,
                      const std::function<Result<Done>(const QByteArrayList &)> &take)
{
    QByteArray cursor = "0";
    do {
        const auto found = redis.ask({"SCAN", cursor, "MATCH", pattern, "COUNT", portion},
                                     [](const RedisReplyView &reply) {
                                         return Portion{reply.at(0).bytes(), textsIn(reply.at(1))};
                                     });
        if (!found)
            return found.error();
        cursor = found->cursor;
        if (found->keys.isEmpty())
            continue;
        const auto taken = take(found->keys);
        if (!taken)
            return taken;
    } while (cursor != "0");
    return Done{};
}

Result<QHash<quint64, QByteArray>> tagsByGeneration(RedisSession &redis)
{
    QHash<quint64, QByteArray> tags;
    const auto scanned = scanKeys(
        redis, cachekeys::generations + '*', [&](const QByteArrayList &keys) -> Result<Done> {
            RedisCommand command{"MGET"};
            for (const QByteArray &key : keys)
                command.add(key);
            const auto values = redis.ask(command, textsIn);
            if (!values)
                return values.error();
            for (qsizetype i = 0; i < qMin(keys.size(), values->size()); ++i)
                tags.insert(values->at(i).toULongLong(),
                            keys.at(i).mid(cachekeys::generations.size()));
            return Done{};
        });
    if (!scanned)
        return scanned.error();
    return tags;
}

} // namespace clinidesk
