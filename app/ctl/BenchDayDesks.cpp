#include "app/ctl/BenchDayDesks.h"

#include "app/ctl/Awaited.h"
#include "app/ctl/CacheActions.h"
#include "app/ctl/CachedDesk.h"

#include <memory>

namespace clinidesk {

namespace {

/// How far ahead the days are compared in the end.
constexpr int comparedDays = 14;

/// The kinds' times, shortened as the day is: otherwise nothing would ever run out.
CacheOptions compressed(int factor)
{
    CacheOptions options;
    for (CacheLife &life : options.lives) {
        life.fresh /= factor;
        life.longest /= factor;
        life.alone /= factor;
    }
    options.longestUnlooked /= factor;
    options.longestLastGood /= factor;
    return options;
}

void add(CacheFigures &sum, const CacheFigures &desk)
{
    sum.kinds.resize(desk.kinds.size());
    for (qsizetype i = 0; i < desk.kinds.size(); ++i) {
        CacheFigures::Kind &all = sum.kinds[i];
        const CacheFigures::Kind &own = desk.kinds.at(i);
        all.name = own.name;
        all.memoryHits += own.memoryHits;
        all.redisHits += own.redisHits;
        all.loads += own.loads;
        all.waits += own.waits;
        all.staleAnswers += own.staleAnswers;
        all.errors += own.errors;
    }
    sum.refreshes += desk.refreshes;
    sum.leaseWaits += desk.leaseWaits;
    sum.unreadable += desk.unreadable;
    sum.redisErrors += desk.redisErrors;
    sum.bytes += desk.bytes;
    sum.evictions += desk.evictions;
}

using Desks = std::vector<std::unique_ptr<CachedDesk>>;

CacheFigures figuresOf(const Desks &desks)
{
    CacheFigures sum;
    for (const auto &desk : desks)
        add(sum, desk->cache.figures());
    return sum;
}

/// Asks every desk for the coming days again and compares with what the database says.
Result<Done> compare(const Desks &desks, const BenchDayPlan &plan, DayList &database,
                     CachedDay &day)
{
    for (int ahead = 0; ahead <= comparedDays; ++ahead) {
        const QDate date = plan.today.addDays(ahead);
        const auto truth = awaited(database.day(plan.clinic, date));
        ++day.checks;
        if (!truth)
            return truth.error();
        for (const auto &desk : desks) {
            const auto kept = awaited(desk->days.day(plan.clinic, date));
            if (!kept)
                return kept.error();
            day.wrong += kept->appointments == truth->appointments ? 0 : 1;
        }
    }
    day.checks += int(figuresOf(desks).loads() - day.figures.loads());
    return Done{};
}

Result<QJsonObject> statisticsOf(const RedisOptions &redis)
{
    const auto session = RedisSession::open(redis);
    if (!session)
        return session.error();
    return cacheStatistics(**session);
}

/// A desk that asks the database whatever it wants to know.
struct PlainDesk
{
    explicit PlainDesk(const ConnectTarget &target)
        : desk(target)
    {
    }

    BenchDesk desk;
    PostgresDayList days{desk.pool};
    PostgresAppointmentHistory history{desk.pool};
    PostgresPatientDirectory patients{desk.pool};
    PostgresAppointmentBook book{desk.pool};
};

} // namespace

Result<CachedDay> replayCached(const BenchDayPlan &plan, const ConnectTarget &target,
                               const RedisOptions &redis, WorkingDay::Size size, int compression)
{
    Desks desks;
    std::vector<DayPorts> ports;
    for (int i = 0; i < size.desks; ++i) {
        auto desk = std::make_unique<CachedDesk>(redis, compressed(compression));
        const auto opened = desk->open(target);
        if (!opened)
            return opened.error();
        ports.push_back({desk->days, desk->history, desk->patients, desk->book});
        desks.push_back(std::move(desk));
    }
    BenchDayReplay replay(plan, ports);
    CachedDay day{.outcome = replay.run(BenchDayReplay::Pace::Real, compression),
                  .figures = figuresOf(desks),
                  .redis = {}};
    auto statistics = statisticsOf(redis);
    if (!statistics)
        return statistics.error();
    day.redis = std::move(*statistics);

    PlainDesk plain(target);
    const auto compared = compare(desks, plan, plain.days, day);
    if (!compared)
        return compared.error();
    for (const auto &desk : desks)
        desk->close();
    return day;
}

DayOutcome replayPlain(const BenchDayPlan &plan, const ConnectTarget &target, int desks)
{
    std::vector<std::unique_ptr<PlainDesk>> all;
    std::vector<DayPorts> ports;
    for (int i = 0; i < desks; ++i) {
        all.push_back(std::make_unique<PlainDesk>(target));
        PlainDesk &own = *all.back();
        ports.push_back({own.days, own.history, own.patients, own.book});
    }
    BenchDayReplay replay(plan, ports);
    return replay.run(BenchDayReplay::Pace::Utmost, 1);
}

} // namespace clinidesk
