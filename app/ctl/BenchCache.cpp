#include "app/ctl/Awaited.h"
#include "app/ctl/BenchCacheDesk.h"
#include "app/ctl/BenchDeskProcesses.h"
#include "app/ctl/BenchFigures.h"
#include "app/ctl/BenchOnRedis.h"
#include "app/ctl/BenchPace.h"
#include "app/ctl/BenchStampede.h"
#include "app/ctl/RedisFloor.h"
#include "app/ctl/RedisPace.h"
#include "app/ctl/RedisSession.h"

#include <QJsonObject>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

using Rows = BenchCacheDesk::Rows;

constexpr int pages = 256;
constexpr int atOnce = 64;
constexpr int rawBytes = 9'000;
constexpr auto memoryBatches = 20'000;
constexpr auto peeksABatch = 100; // One costs no more than looking at the clock.

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {{u"layer"_s, u"redis"_s}}};
}

/// A page already decoded in memory, as the window peeks at it when it paints.
Result<Done> benchMemoryHit(const RedisOptions &redis, const BenchOutput &output)
{
    BenchCacheDesk desk(redis);
    if (!waitUntil([&desk] { return desk.isReady(); }))
        return unavailable(u"the cache's connections do not come up"_s);
    const auto filled = paceOf<Cached<Rows>>(pages, 1, [&desk](int i) {
        return desk.cache.get<Rows>(benchKey(i), benchTags(),
                                    [] { return ready<Rows>(benchRows()); });
    });
    if (filled.failed > 0)
        return unavailable(u"a page could not be kept"_s);

    BenchFigures figures;
    qint64 missed = 0;
    steady_clock::duration all{};
    for (int batch = 0; batch < memoryBatches; ++batch) {
        const CacheKey key = benchKey(batch % pages);
        const qint64 before = missed;
        const auto start = steady_clock::now();
        for (int i = 0; i < peeksABatch; ++i)
            missed += desk.cache.peek<Rows>(key) ? 0 : 1;
        const auto took = steady_clock::now() - start;
        if (missed > before) // Not to find a thing takes less.
            continue;
        figures.add(took / peeksABatch);
        all += took;
    }
    QJsonObject facts = figures.percentiles();
    facts.insert(u"ops_s"_s,
                 rounded(double(figures.count() * peeksABatch)
                         / std::max(duration<double>(all).count(), 1e-9)));
    facts.insert(u"missed"_s, missed);
    output.print(u"cache.memory_hit"_s, facts);
    return Done{};
}

/// The same page from Redis each time: memory has no room for it.
Result<Done> benchRedisHit(const RedisOptions &redis, double floorUs, const BenchOutput &output)
{
    CacheOptions options;
    options.memoryBytes = 1;
    BenchCacheDesk desk(redis, options);
    if (!waitUntil([&desk] { return desk.isReady(); }))
        return unavailable(u"the cache's connections do not come up"_s);
    const auto ask = [&desk](int i) {
        return desk.cache.get<Rows>(benchKey(i % pages), benchTags(),
                                    [] { return ready<Rows>(benchRows()); });
    };
    static_cast<void>(paceOf<Cached<Rows>>(2 * pages, 1, ask)); // Some are stored already.

    const quint64 before = desk.cache.figures().loads();
    const BenchPace alone = paceOf<Cached<Rows>>(10'000, 1, ask);
    const BenchPace many = paceOf<Cached<Rows>>(80'000, atOnce, ask);
    QJsonObject facts = alone.figures.percentiles();
    facts.insert(u"ops_s"_s, rounded(many.perSecond));
    facts.insert(u"rows"_s, benchRows().size());
    facts.insert(u"failed"_s, alone.failed + many.failed);
    facts.insert(u"loads"_s, qint64(desk.cache.figures().loads() - before));
    facts.insert(u"floor_p50_us"_s, floorUs);
    output.print(u"cache.redis_hit"_s, facts);
    return Done{};
}

Result<Done> benchRawGet(const RedisOptions &redis, double floorUs, const BenchOutput &output)
{
    const auto session = RedisSession::open(redis);
    if (!session)
        return session.error();
    const auto set = (*session)->ask({"SET", "cd:bench:raw", QByteArray(rawBytes, 'x')}, textIn);
    if (!set)
        return set.error();
    const auto get = [](int) { return RedisCommand{"GET", "cd:bench:raw"}; };
    const RedisPace alone = paceOf((*session)->client(), 10'000, 1, get);
    const RedisPace many = paceOf((*session)->client(), 200'000, atOnce, get);
    QJsonObject facts = alone.figures.percentiles();
    facts.insert(u"ops_s"_s, rounded(many.perSecond));
    facts.insert(u"bytes"_s, rawBytes);
    facts.insert(u"failed"_s, alone.refused + many.refused);
    facts.insert(u"floor_p50_us"_s, floorUs);
    output.print(u"cache.redis_get_raw"_s, facts);
    return Done{};
}

/// One process, then four at the same moment.
Result<Done> benchStampede(const BenchRedis &redis, const BenchOutput &output)
{
    BenchCacheDesk desk(redis.options());
    const QByteArray sealKey = benchSealKey();
    desk.unlock(sealKey);
    if (!waitUntil([&desk] { return desk.isReady(); }))
        return unavailable(u"the cache's connections do not come up"_s);
    output.print(u"cache.stampede_1000"_s, stampede(desk.cache, 1'000).toJson());

    const auto others = BenchDeskProcesses::start(redis.port(), {.processes = 3}, sealKey);
    if (!others)
        return others.error();
    int most = 0;
    int loads = 0;
    qint64 failed = 0;
    constexpr int rounds = 20;
    for (int round = 1; round <= rounds; ++round) {
        const int page = 1'000 + round;
        (*others)->tell("stampede " + QByteArray::number(page));
        const Stampede own = stampede(desk.cache, page);
        const auto answers = (*others)->answers();
        if (!answers)
            return answers.error();
        int all = own.loads;
        failed += own.failed;
        for (const auto &answer : *answers) {
            all += answer.toObject().value(u"loads"_s).toInt();
            failed += answer.toObject().value(u"failed"_s).toInt();
        }
        loads += all;
        most = qMax(most, all);
    }
    output.print(u"cache.stampede_1000_four_processes"_s,
                 {{u"loads"_s, double(loads) / rounds},
                  {u"loads_most"_s, most},
                  {u"rounds"_s, rounds},
                  {u"failed"_s, failed}});
    return Done{};
}

/// From a desk that begins to tell of a change until each of the others has dropped what it kept.
Result<Done> benchInvalidation(const BenchRedis &redis, const BenchOutput &output)
{
    constexpr BenchDeskProcesses::Size crowd{.processes = 4, .desksEach = 50};
    constexpr int rounds = 60;
    constexpr int warmUps = 5;
    constexpr auto pause = 500ms;

    const auto floor = hiredisNewsFloor(redis.port(), crowd.processes * crowd.desksEach);
    if (!floor)
        return floor.error();
    BenchCacheDesk desk(redis.options());
    const QByteArray sealKey = benchSealKey();
    desk.unlock(sealKey);
    const auto others = BenchDeskProcesses::start(redis.port(), crowd, sealKey);
    if (!others)
        return others.error();
    (*others)->tell("watch");
    const auto watching = (*others)->answers();
    if (!watching)
        return watching.error();
    if (!waitUntil([&desk] { return desk.isReady(); }))
        return unavailable(u"the cache's connections do not come up"_s);

    std::vector<qint64> told;
    for (int round = 0; round < rounds; ++round) {
        told.push_back(steady_clock::now().time_since_epoch().count());
        const auto bumped = desk.cache.invalidate({benchTags().constFirst()});
        const auto next = steady_clock::now() + pause;
        static_cast<void>(
            waitUntil([&] { return bumped.isFinished() && steady_clock::now() >= next; }));
    }
    (*others)->tell("report");
    const auto reports = (*others)->answers();
    if (!reports)
        return reports.error();

    BenchFigures each;
    BenchFigures last;
    qint64 stale = 0;
    qint64 missed = 0;
    std::vector<qint64> latest(told.size(), 0);
    for (const auto &report : *reports) {
        stale += report.toObject().value(u"stale_peeks"_s).toInt();
        const QJsonArray ofEach = report.toObject().value(u"seen"_s).toArray();
        for (const auto &of : ofEach) {
            const QJsonArray seen = of.toArray();
            missed += qAbs(rounds - seen.size());
            for (int round = warmUps; round < qMin<qsizetype>(rounds, seen.size()); ++round) {
                const qint64 at = seen.at(round).toString().toLongLong();
                each.add(nanoseconds(at - told[size_t(round)]));
                latest[size_t(round)] = qMax(latest[size_t(round)], at);
            }
        }
    }
    for (size_t round = warmUps; round < told.size(); ++round)
        last.add(nanoseconds(latest[round] - told[round]));
    QJsonObject facts = each.percentiles();
    facts.insert(u"last_desk_p50_us"_s, rounded(last.microseconds(0.5)));
    facts.insert(u"last_desk_p99_us"_s, rounded(last.microseconds(0.99)));
    facts.insert(u"floor_p50_us"_s, rounded(floor->microseconds(0.5)));
    facts.insert(u"floor_p99_us"_s, rounded(floor->microseconds(0.99)));
    facts.insert(u"desks"_s, crowd.processes * crowd.desksEach);
    facts.insert(u"missed"_s, missed);
    facts.insert(u"stale_peeks"_s, stale);
    output.print(u"cache.invalidate_seen"_s, facts);
    return Done{};
}

Result<Done> benchAll(const BenchRedis &redis, const BenchOutput &output)
{
    const auto memory = benchMemoryHit(redis.options(), output);
    if (!memory)
        return memory;
    const auto floor = hiredisFloor(redis.port(), rawBytes);
    if (!floor)
        return floor.error();
    const double floorUs = rounded(*floor);
    for (const auto bench : {benchRedisHit, benchRawGet}) {
        const auto done = bench(redis.options(), floorUs, output);
        if (!done)
            return done;
    }
    const auto crowd = benchStampede(redis, output);
    if (!crowd)
        return crowd;
    return benchInvalidation(redis, output);
}

} // namespace

void addCacheBench(CLI::App &bench, CtlContext &context)
{
    addRedisBench(bench, context, "cache",
                  "Answers from memory and from Redis, and how fast a change is heard of",
                  benchAll);
}

} // namespace clinidesk
