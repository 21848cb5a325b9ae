#include "app/ctl/CacheActions.h"
#include "app/ctl/CacheNames.h"
#include "app/ctl/RedisKeys.h"
#include "core/redis/CacheKeys.h"
#include "core/redis/RedisInfo.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Result<QJsonObject> entriesByKind(RedisSession &redis)
{
    std::array<qint64, 256> counts{};
    qint64 unknown = 0;
    const auto scanned = scanKeys(
        redis, cachekeys::entries + '*', [&](const QByteArrayList &keys) -> Result<Done> {
            for (const QByteArray &key : keys) {
                const auto kind
                    = kindOfEntry(QByteArrayView(key).sliced(cachekeys::entries.size()));
                ++(kind ? counts[size_t(*kind)] : unknown);
            }
            return Done{};
        });
    if (!scanned)
        return scanned.error();
    QJsonObject kinds;
    for (const CacheKindTraits &traits : cacheKinds())
        kinds.insert(QString::fromLatin1(traits.name), counts[size_t(traits.kind)]);
    if (unknown > 0)
        kinds.insert(u"unknown"_s, unknown);
    return kinds;
}

Result<qint64> count(RedisSession &redis, const QByteArray &prefix)
{
    qint64 found = 0;
    const auto scanned
        = scanKeys(redis, prefix + '*', [&found](const QByteArrayList &keys) -> Result<Done> {
              found += keys.size();
              return Done{};
          });
    if (!scanned)
        return scanned.error();
    return found;
}

/// The middle one of some PINGs, in microseconds.
Result<double> roundTrip(RedisSession &redis)
{
    std::array<qint64, 21> samples{};
    for (qint64 &sample : samples) {
        QElapsedTimer timer;
        timer.start();
        const auto pong = redis.ask({"PING"}, textIn);
        if (!pong)
            return pong.error();
        sample = timer.nsecsElapsed();
    }
    std::ranges::nth_element(samples, samples.begin() + samples.size() / 2);
    return double(samples[samples.size() / 2]) / 1000;
}

QJsonObject serverFacts(const QByteArray &info)
{
    const auto number = [&info](const char *name) { return redisInfo(info, name).toLongLong(); };
    const qint64 hits = number("keyspace_hits");
    const qint64 misses = number("keyspace_misses");
    QJsonObject facts{
        {u"version"_s, QString::fromLatin1(redisInfo(info, "redis_version"))},
        {u"memory_bytes"_s, number("used_memory")},
        {u"memory_peak_bytes"_s, number("used_memory_peak")},
        {u"memory_limit_bytes"_s, number("maxmemory")},
        {u"memory_policy"_s, QString::fromLatin1(redisInfo(info, "maxmemory_policy"))},
        {u"evicted_keys"_s, number("evicted_keys")},
        {u"connections"_s, number("connected_clients")},
        {u"listening_desks"_s, number("tracking_clients")},
        {u"hits"_s, hits},
        {u"misses"_s, misses}};
    if (hits + misses > 0)
        facts.insert(u"hit_ratio"_s, double(hits) / double(hits + misses));
    return facts;
}

} // namespace

Result<QJsonObject> cacheStatistics(RedisSession &redis)
{
    const auto info = redis.ask({"INFO"}, textIn);
    if (!info)
        return info.error();
    const auto trip = roundTrip(redis);
    if (!trip)
        return trip.error();
    const auto entries = entriesByKind(redis);
    if (!entries)
        return entries.error();
    const auto generations = count(redis, cachekeys::generations);
    if (!generations)
        return generations.error();
    const auto leases = count(redis, cachekeys::leases);
    if (!leases)
        return leases.error();
    QJsonObject facts = serverFacts(*info);
    facts.insert(u"round_trip_us"_s, *trip);
    facts.insert(u"entries"_s, *entries);
    facts.insert(u"generations"_s, *generations);
    facts.insert(u"leases"_s, *leases);
    return facts;
}

} // namespace clinidesk
