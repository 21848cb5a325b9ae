#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "app/ctl/RedisPace.h"
#include "app/ctl/RedisSession.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QRandomGenerator>

#include <iterator>
#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int entryBytes = 9000; // A page of 50 rows.
constexpr int crowd = 64;
const QByteArray lifeMs = "120000";

/// What a Redis must do to be called so: half of that is a guess at what a desk notices, half what
/// the database does alone.
struct Grade
{
    const char *word;
    double mostP95Us; ///< Of reading an entry with its generations.
    double leastPerSecond; ///< Of entries, 64 in flight.
    const char *meaning;
};
constexpr Grade grades[]{
    {"A", 250, 40'000, "a page is there before anybody can notice"},
    {"B", 1'000, 10'000, "faster than the database, also for many desks"},
    {"C", 5'000, 2'000, "worth having; look for what slows the network down"},
    {"D", 0, 0, "slower than asking the database: check the network, or do without"},
};

const Grade &gradeOf(double p95Us, double perSecond)
{
    for (const Grade &grade : grades) {
        if (p95Us <= grade.mostP95Us && perSecond >= grade.leastPerSecond)
            return grade;
    }
    return *std::rbegin(grades);
}

/// What is measured, and under which names of its own in the cache's part of Redis.
class RedisCheck final
{
public:
    RedisCheck(RedisSession &redis, int runs)
        : m_redis(redis)
        , m_runs(runs)
        , m_prefix("cd:perf:" + QByteArray::number(QRandomGenerator::global()->generate64()) + ':')
    {
    }

    /// Fails with the first thing Redis refuses.
    Result<Done> run()
    {
        const QByteArray value(entryBytes, 'x');
        const auto set = m_redis.ask({"SET", m_prefix + 'e', value, "PX", lifeMs}, textIn);
        if (!set)
            return set.error();
        for (const QByteArray &generation : generationKeys()) {
            const auto made = m_redis.ask({"SET", generation, "17", "PX", lifeMs}, textIn);
            if (!made)
                return made.error();
        }
        measure(u"ping"_s, {"PING"});
        measure(u"get_hit"_s, {"GET", m_prefix + 'e'});
        measure(u"get_miss"_s, {"GET", m_prefix + "none"});
        measure(u"entry_and_generations"_s, readCommand());
        measure(u"set"_s, {"SET", m_prefix + 'w', value, "PX", lifeMs});
        const RedisPace many
            = paceOf(m_redis.client(), m_runs, crowd, [this](int) { return readCommand(); });
        m_perSecond = many.perSecond;
        m_refused += many.refused;
        return tidied();
    }

    [[nodiscard]] const QJsonArray &rows() const { return m_rows; }
    [[nodiscard]] double perSecond() const { return m_perSecond; }
    [[nodiscard]] double entryP95() const { return m_entryP95; }
    [[nodiscard]] qint64 refused() const { return m_refused; }

private:
    [[nodiscard]] QByteArrayList generationKeys() const
    {
        return {m_prefix + "g1", m_prefix + "g2", m_prefix + "g3"};
    }

    [[nodiscard]] RedisCommand readCommand() const
    {
        RedisCommand command{"MGET", m_prefix + 'e'};
        for (const QByteArray &generation : generationKeys())
            command.add(generation);
        return command;
    }

    void measure(const QString &what, const RedisCommand &command)
    {
        const RedisPace pace
            = paceOf(m_redis.client(), m_runs, 1, [&command](int) { return command; });
        m_refused += pace.refused;
        if (what == u"entry_and_generations"_s)
            m_entryP95 = pace.figures.microseconds(0.95);
        m_rows << QJsonObject{{u"what"_s, what},
                              {u"p50_us"_s, rounded(pace.figures.microseconds(0.5))},
                              {u"p95_us"_s, rounded(pace.figures.microseconds(0.95))},
                              {u"p99_us"_s, rounded(pace.figures.microseconds(0.99))}};
    }

    [[nodiscard]] Result<Done> tidied()
    {
        RedisCommand command{"UNLINK", m_prefix + 'e', m_prefix + 'w'};
        for (const QByteArray &generation : generationKeys())
            command.add(generation);
        const auto removed = m_redis.ask(command, numberIn);
        if (!removed)
            return removed.error();
        return Done{};
    }

    RedisSession &m_redis;
    const int m_runs;
    const QByteArray m_prefix;
    QJsonArray m_rows;
    double m_perSecond = 0;
    double m_entryP95 = 0;
    qint64 m_refused = 0;
};

QString asLines(const RedisCheck &check, const Grade &grade)
{
    QStringList lines;
    for (const auto &each : check.rows()) {
        const QJsonObject row = each.toObject();
        const auto number = [&row](const QString &name) {
            return QString::number(row.value(name).toDouble(), 'f', 1);
        };
        lines << u"%1 p50 %2 µs, p95 %3 µs, p99 %4 µs"_s.arg(
            row.value(u"what"_s).toString().replace(u'_', u' ').leftJustified(22),
            number(u"p50_us"_s), number(u"p95_us"_s), number(u"p99_us"_s));
    }
    lines << u"%1 entries a second, %2 in flight"_s.arg(qRound64(check.perSecond())).arg(crowd);
    lines << u"Grade %1: %2"_s.arg(QLatin1StringView(grade.word), QLatin1StringView(grade.meaning));
    for (const Grade &each : grades) {
        if (each.mostP95Us > 0)
            lines << u"  %1 needs p95 of an entry ≤ %2 µs and ≥ %3 entries a second"_s.arg(
                QLatin1StringView(each.word), QString::number(each.mostP95Us),
                QString::number(each.leastPerSecond, 'f', 0));
    }
    return lines.join(u'\n');
}

QJsonArray thresholds()
{
    QJsonArray all;
    for (const Grade &each : grades)
        all << QJsonObject{{u"grade"_s, QLatin1StringView(each.word)},
                           {u"p95_us"_s, each.mostP95Us},
                           {u"ops_s"_s, each.leastPerSecond},
                           {u"meaning"_s, QLatin1StringView(each.meaning)}};
    return all;
}

void checkRedis(int runs, CtlContext &context)
{
    const auto options = context.redis();
    if (!options)
        return context.fail(options.error());
    const auto redis = RedisSession::open(*options);
    if (!redis)
        return context.fail(redis.error());
    RedisCheck check(**redis, runs);
    const auto done = check.run();
    if (!done)
        return context.fail(done.error());
    if (check.refused() > 0)
        return context.fail({Error::Code::Unavailable,
                             u"%1 commands were not answered"_s.arg(check.refused()),
                             {{u"layer"_s, u"redis"_s}}});
    const Grade &grade = gradeOf(check.entryP95(), check.perSecond());
    context.succeed(asLines(check, grade),
                    {{u"round_trips"_s, check.rows()},
                     {u"ops_s"_s, rounded(check.perSecond())},
                     {u"in_flight"_s, crowd},
                     {u"entry_bytes"_s, entryBytes},
                     {u"grade"_s, QLatin1StringView(grade.word)},
                     {u"thresholds"_s, thresholds()}});
}

} // namespace

void addPerfCommand(CLI::App &app, CtlContext &context)
{
    auto *command = app.add_subcommand("perf", "Measure the servers that this clinic runs on");
    command->require_subcommand(1);
    auto runs = std::make_shared<int>(5'000);
    auto *part = command->add_subcommand("redis", "Round trips, throughput and a grade");
    part->add_option("--runs", *runs, "How many of each command")
        ->check(CLI::Range(100, 1'000'000))
        ->capture_default_str();
    part->callback([runs, &context] { checkRedis(*runs, context); });
}

} // namespace clinidesk
