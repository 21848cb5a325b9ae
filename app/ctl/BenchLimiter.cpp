#include "app/ctl/Awaited.h"
#include "app/ctl/BenchOnRedis.h"
#include "app/ctl/BenchPace.h"
#include "app/ctl/RedisFloor.h"
#include "core/limits/DeskLimiter.h"
#include "core/redis/RedisLimiter.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int callers = 1'000;
constexpr int alone = 20'000;
constexpr int together = 60'000;
constexpr int atOnce = 64;
constexpr int floorBytes = 16; ///< Of the answer that plain hiredis gets: about what a decision is.
constexpr quint64 installation = 1;

/// A limit as it is decided, and how.
struct Subject
{
    const char *bench;
    LimitPolicy policy;
};

/// Whatever a desk does for a decision: the desk's limiter, the script, and its handler.
Result<Done> benchDecide(const BenchRedis &redis, const Subject &subject, const BenchOutput &output)
{
    const auto floor = hiredisFloor(redis.port(), floorBytes);
    if (!floor)
        return floor.error();
    SystemClock clock;
    LocalLimiter local(clock);
    RedisLimiter shared(redis.options());
    DeskLimiter limiter(local, nullptr);
    limiter.share(&shared);
    shared.open();
    if (!waitUntil([&shared] { return shared.isAvailable(); }))
        return Error{Error::Code::Unavailable, {}, {{u"layer"_s, u"redis"_s}}};

    QList<LimitAsks> asks;
    const bool isChange = subject.policy.count == LimitPolicy::Count::Smoothly;
    for (int i = 1; i <= callers; ++i)
        asks << LimitAsks{{isChange ? LimitKey::change(installation, StaffId(i))
                                    : LimitKey::booking(installation, PatientId(i)),
                           subject.policy}};
    QList<RequestId> requests; // Who asks has named her change already.
    for (int i = 0; i < alone / 10 + alone + together; ++i)
        requests << RequestId::create();
    auto request = requests.cbegin();
    const BenchAsk<LimitDecision> decide = [&](int i, const auto &answered) {
        limiter.decide(*request++, asks.at(i % callers), answered);
    };
    static_cast<void>(paceOf<LimitDecision>(alone / 10, 1, decide));
    const BenchPace single = paceOf<LimitDecision>(alone, 1, decide);
    const BenchPace many = paceOf<LimitDecision>(together, atOnce, decide);
    QJsonObject facts = single.figures.percentiles();
    facts.insert(u"ops_s"_s, rounded(many.perSecond));
    facts.insert(u"failed"_s, single.failed + many.failed + limiter.decidedAlone());
    facts.insert(u"floor_p50_us"_s, rounded(*floor));
    facts.insert(u"floor_ratio"_s, rounded(single.figures.microseconds(0.5) / *floor));
    output.print(QString::fromLatin1(subject.bench), facts);
    return Done{};
}

Result<Done> benchAll(const BenchRedis &redis, const BenchOutput &output)
{
    using enum LimitPolicy::Count;
    const Subject subjects[]{{"limiter.decide", {Smoothly, 100, minutes(15)}},
                             {"limiter.decide_exact", {Exactly, 100, minutes(15)}}};
    for (const Subject &subject : subjects) {
        const auto done = benchDecide(redis, subject, output);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace

void addLimiterBench(CLI::App &bench, CtlContext &context)
{
    addRedisBench(bench, context, "limiter",
                  "One decision of a limit that all desks share, a thousand callers", benchAll);
}

} // namespace clinidesk
