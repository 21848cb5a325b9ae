#include "app/bootstrap/StandaloneClinic.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "app/ctl/RedisProbe.h"
#include "core/postgres/PostgresHealth.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString stateWord(HealthReport::State state)
{
    switch (state) {
    case HealthReport::State::Ok:
        return u"ok"_s;
    case HealthReport::State::Weak:
        return u"weak"_s;
    case HealthReport::State::Failed:
        return u"failed"_s;
    case HealthReport::State::NotUsed:
        return u"not used"_s;
    }
    Q_UNREACHABLE();
}

HealthReport lookAtPostgres(CtlContext &context)
{
    const auto target = context.target();
    if (!target) {
        return {.dependency = u"postgresql"_s,
                .state = HealthReport::State::Failed,
                .layer = u"tcp"_s,
                .version = {},
                .advice = target.error().detail};
    }
    Connection connection;
    SystemClock clock;
    DatabasePool pool(connection, clock);
    pool.open(target->server, target->credentials);
    const auto report = PostgresHealth(pool).look().result();
    return *report;
}

/// The one that --standalone or the settings name; unused when neither does.
RedisOptions redisAddress(const CtlContext &context)
{
    const Settings settings(SettingPlaces::usual());
    if (context.standaloneFolder().isEmpty())
        return redisOptions(settings);
    StandaloneServers servers(standaloneOptions(settings, context.standaloneFolder()));
    const auto access = servers.access();
    RedisOptions options;
    options.socketPath = access ? access->redisSocket : QString();
    return options;
}

QString asLine(const HealthReport &report)
{
    QString line = u"%1 %2"_s.arg(report.dependency, -12).arg(stateWord(report.state), -9);
    if (!report.version.isEmpty())
        line += u" version %1, %2 ms"_s.arg(
            report.version, QString::number(double(report.latency.count()) / 1000, 'f', 2));
    if (!report.layer.isEmpty())
        line += u" at %1"_s.arg(report.layer);
    return report.advice.isEmpty() ? line : line % u": "_s % report.advice;
}

QJsonObject asJson(const HealthReport &report)
{
    return {{u"dependency"_s, report.dependency},
            {u"state"_s, stateWord(report.state)},
            {u"layer"_s, report.layer},
            {u"version"_s, report.version},
            {u"latency_us"_s, qint64(report.latency.count())},
            {u"advice"_s, report.advice}};
}

void health(CtlContext &context)
{
    const QList<HealthReport> reports{lookAtPostgres(context), lookAtRedis(redisAddress(context))};
    QStringList lines;
    QJsonArray rows;
    for (const HealthReport &report : reports) {
        lines << asLine(report);
        rows << asJson(report);
    }
    const bool hasFailed = std::any_of(reports.cbegin(), reports.cend(), [](const auto &report) {
        return report.state == HealthReport::State::Failed;
    });
    context.report(lines.join(u'\n'), {{u"dependencies"_s, rows}},
                   hasFailed ? CtlContext::Unreachable : CtlContext::Succeeded);
}

} // namespace

void addHealthCommand(CLI::App &app, CtlContext &context)
{
    auto *command = app.add_subcommand(
        "health", "Look at every server this clinic depends on, layer by layer");
    command->callback([&context] { health(context); });
}

} // namespace clinidesk
