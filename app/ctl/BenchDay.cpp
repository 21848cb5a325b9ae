#include "app/ctl/BenchDayDatabases.h"
#include "app/ctl/BenchDayDesks.h"
#include "app/ctl/BenchDayWorker.h"
#include "app/ctl/BenchRuns.h"
#include "app/ctl/CacheActions.h"
#include "app/ctl/CtlContext.h"

#include <CLI/CLI.hpp>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct DayRequest
{
    BenchRequest clinic{.size = {.appointments = 1'000'000, .patients = 0, .branches = 3},
                        .folder = {}};
    WorkingDay::Size size;
    int clinicNumber = 1;
    int compression = 60;
};

/// A day lived through twice.
struct BothDays
{
    BenchDayPlan plan;
    DayOutcome plain;
    QMap<QString, qint64> plainReads; ///< By the database's own count.
    CachedDay cached;
    QMap<QString, qint64> cachedReads;
};

qint64 sumOf(const QMap<QString, qint64> &reads)
{
    qint64 sum = 0;
    for (const qint64 each : reads)
        sum += each;
    return sum;
}

QJsonObject errorsOf(const DayOutcome &outcome)
{
    QJsonObject errors;
    for (auto error = outcome.errors.begin(); error != outcome.errors.end(); ++error)
        errors.insert(error.key(), *error);
    return errors;
}

void printWhole(const BothDays &both, const DayRequest &request, const BenchOutput &output)
{
    const CachedDay &cached = both.cached;
    const double reads = both.plan.reads();
    const auto share = [](double part, double of) { return of > 0 ? rounded(part / of) : 0; };
    qint64 hits = 0;
    for (const CacheFigures::Kind &kind : cached.figures.kinds) {
        if (kind.name == u"day"_s || kind.name == u"history_page"_s || kind.name == u"patient"_s)
            hits += qint64(kind.memoryHits + kind.redisHits + kind.waits);
    }
    const auto with = double(sumOf(both.cachedReads) - cached.checks);
    const auto without = double(sumOf(both.plainReads));
    QJsonObject facts{{u"desks"_s, request.size.desks},
                      {u"hours"_s, request.size.hours},
                      {u"compression"_s, request.compression},
                      {u"reads"_s, reads},
                      {u"changes"_s, cached.outcome.changes},
                      {u"hit_ratio"_s, share(double(hits), reads)},
                      {u"hit_ratio_possible"_s, share(both.plan.repeatedReads(), reads)},
                      {u"database_reads"_s, with},
                      {u"database_reads_without"_s, without},
                      {u"database_reads_cut"_s, share(without - with, without)},
                      {u"redis_memory_bytes"_s, cached.redis.value(u"memory_bytes"_s)},
                      {u"redis_evicted"_s, cached.redis.value(u"evicted_keys"_s)},
                      {u"memory_bytes"_s, cached.figures.bytes},
                      {u"errors"_s, cached.outcome.errorCount()},
                      {u"errors_without"_s, both.plain.errorCount()},
                      {u"redis_errors"_s, qint64(cached.figures.redisErrors)},
                      {u"wrong"_s, cached.wrong},
                      {u"left_out"_s, both.plan.leftOut},
                      {u"refreshes"_s, qint64(cached.figures.refreshes)},
                      {u"read_p50_us"_s, rounded(cached.outcome.readTimes.microseconds(0.5))},
                      {u"read_p99_us"_s, rounded(cached.outcome.readTimes.microseconds(0.99))},
                      {u"change_p50_us"_s, rounded(cached.outcome.changeTimes.microseconds(0.5))},
                      {u"change_p99_us"_s, rounded(cached.outcome.changeTimes.microseconds(0.99))},
                      {u"late_p99_us"_s, rounded(cached.outcome.late.microseconds(0.99))},
                      {u"rows"_s, output.rows}};
    if (cached.outcome.errorCount() > 0)
        facts.insert(u"errors_by_code"_s, errorsOf(cached.outcome));
    output.print(u"day.replay"_s, facts);
}

void printKinds(const BothDays &both, const BenchOutput &output)
{
    for (const CacheFigures::Kind &kind : both.cached.figures.kinds) {
        const quint64 hits = kind.memoryHits + kind.redisHits + kind.waits;
        if (hits + kind.loads == 0)
            continue;
        output.print(u"day.replay.%1"_s.arg(kind.name),
                     {{u"memory_hits"_s, qint64(kind.memoryHits)},
                      {u"redis_hits"_s, qint64(kind.redisHits)},
                      {u"waits"_s, qint64(kind.waits)},
                      {u"loads"_s, qint64(kind.loads)},
                      {u"errors"_s, qint64(kind.errors)},
                      {u"hit_ratio"_s, rounded(double(hits) / double(hits + kind.loads))}});
    }
}

Result<RedisOptions> emptiedRedis(const BenchClinic &clinic)
{
    if (clinic.redisSocket().isEmpty())
        return Error{Error::Code::Unavailable,
                     u"redis-server is not installed here"_s,
                     {{u"layer"_s, u"redis"_s}}};
    RedisOptions options;
    options.socketPath = clinic.redisSocket();
    const auto session = RedisSession::open(options);
    if (!session)
        return session.error();
    const auto emptied = removeEntries(**session, "*");
    if (!emptied)
        return emptied.error();
    return options;
}

ConnectTarget receptionist(const BenchClinic &clinic, const QString &database)
{
    ConnectTarget target = clinic.as(Role::Receptionist);
    target.server.database = database;
    return target;
}

Result<BothDays> replayTwice(const BenchClinic &clinic, const DayRequest &request,
                             const CtlContext &context)
{
    const auto redis = emptiedRedis(clinic);
    if (!redis)
        return redis.error();
    auto plan = BenchDayPlan::make(clinic, ClinicId(request.clinicNumber),
                                   WorkingDay(request.size, request.clinic.seed));
    if (!plan)
        return plan.error();
    BenchDayDatabases databases(clinic);
    const auto made = databases.make();
    if (!made)
        return made.error();

    BothDays both{
        .plan = std::move(*plan), .plain = {}, .plainReads = {}, .cached = {}, .cachedReads = {}};
    context.mention(
        u"Replaying %1 steps at %2 desks, first without the cache"_s.arg(both.plan.actions.size())
            .arg(request.size.desks));
    both.plain
        = replayPlain(both.plan, receptionist(clinic, databases.copyName()), request.size.desks);
    auto plainReads = databases.readsIn(databases.copyName());
    if (!plainReads)
        return plainReads.error();
    both.plainReads = std::move(*plainReads);

    context.mention(u"The same with the cache, %1 h in %2 min"_s.arg(request.size.hours)
                        .arg(request.size.hours * 60.0 / request.compression, 0, 'f', 1));
    {
        BenchDayWorker worker(*redis);
        const auto started = worker.start(clinic);
        if (!started)
            return started.error();
        auto cached = replayCached(both.plan, receptionist(clinic, databases.name()), *redis,
                                   request.size, request.compression);
        if (!cached)
            return cached.error();
        both.cached = std::move(*cached);
    }
    auto reads = databases.readsIn(databases.name());
    if (!reads)
        return reads.error();
    both.cachedReads = std::move(*reads);
    return both;
}

void measure(const DayRequest &request, CtlContext &context)
{
    if (request.clinic.isPinned)
        pinToOneCore();
    const auto clinic = BenchClinic::open(request.clinic, context);
    if (!clinic)
        return context.fail(clinic.error());
    const auto both = replayTwice(**clinic, request, context);
    if (!both)
        return context.fail(both.error());
    const BenchOutput output{.rows = (*clinic)->appointments(),
                             .isPinned = request.clinic.isPinned,
                             .isJson = context.isJson()};
    printWhole(*both, request, output);
    printKinds(*both, output);
}

} // namespace

void addDayBench(CLI::App &bench, CtlContext &context)
{
    auto request = std::make_shared<DayRequest>();
    auto *part = bench.add_subcommand(
        "day", "An invented working day of a front desk, with the cache and without");
    part->add_option("--desks", request->size.desks, "Receptionists at work")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    part->add_option("--hours", request->size.hours, "How long the clinic is open")
        ->check(CLI::Range(1, 12))
        ->capture_default_str();
    part->add_option("--compress", request->compression, "Seconds of the day in one of ours")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    part->add_option("--clinic", request->clinicNumber, "Which clinic of the demo")
        ->check(CLI::Range(1, 3))
        ->capture_default_str();
    part->add_option("--appointments", request->clinic.size.appointments, "How many the demo has")
        ->check(CLI::Range(10'000, 50'000'000))
        ->capture_default_str();
    part->add_option("--dir", request->clinic.folder, "Keep the private servers here")
        ->type_name("DIR");
    part->add_flag("--pin", request->clinic.isPinned, "Bench and servers on one core");
    part->callback([request, &context] { measure(*request, context); });
}

} // namespace clinidesk
