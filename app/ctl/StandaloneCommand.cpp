#include "app/bootstrap/LocalLogins.h"
#include "app/bootstrap/StandaloneClinic.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"

#include <memory>
#include <string>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::string folder;
    bool withDemo = false;
    bool isForced = false;

    [[nodiscard]] StandaloneOptions options() const
    {
        return standaloneOptions(Settings(SettingPlaces::usual()), QString::fromStdString(folder));
    }
};

void start(const Arguments &arguments, CtlContext &context)
{
    StandaloneClinic clinic(arguments.options());
    const auto content
        = arguments.withDemo ? StandaloneClinic::Content::Demo : StandaloneClinic::Content::AsItIs;
    const auto ready = clinic.keep(content, [&context](StandaloneClinic::Step step, double share) {
        if (step == StandaloneClinic::Step::Starting)
            context.mention(u"starting the servers"_s);
        else if (step == StandaloneClinic::Step::LoadingDemo && share == 0)
            context.mention(u"loading the demo clinic"_s);
    });
    if (!ready)
        return context.fail(ready.error());
    const auto bench = ensureBenchLogin(ready->boot, clinic.servers().home());
    if (!bench)
        return context.fail(bench.error());

    const ServerProfile &server = ready->server;
    const QString sentence
        = u"The private servers run until: clinideskctl standalone stop --dir %1\n"
          "PostgreSQL: host %2, port %3, database %4, user %5\nRedis: %6"_s.arg(
              clinic.servers().home(), server.hosts, QString::number(server.port), server.database,
              bench->login, ready->redisSocket.isEmpty() ? u"not installed"_s : ready->redisSocket);
    context.succeed(sentence,
                    {{u"home"_s, clinic.servers().home()},
                     {u"host"_s, server.hosts},
                     {u"port"_s, server.port},
                     {u"database"_s, server.database},
                     {u"user"_s, bench->login},
                     {u"password"_s, bench->password},
                     {u"redis_socket"_s, ready->redisSocket},
                     {u"redis_port"_s, 0},
                     {u"is_empty"_s, ready->isEmpty}});
}

void stop(const Arguments &arguments, CtlContext &context)
{
    StandaloneServers servers(arguments.options());
    const auto windows = arguments.isForced ? StandaloneServers::Windows::Ignore
                                            : StandaloneServers::Windows::Respect;
    const auto stopped = servers.stop(windows);
    if (!stopped) {
        const bool hasWindows = stopped.error().facts.contains(u"windows"_s);
        return context.fail(stopped.error(),
                            hasWindows
                                ? u"CliniDesk is open on these servers; close it or use --force."_s
                                : QString());
    }
    context.succeed(u"The private servers are stopped."_s, {{u"home"_s, servers.home()}});
}

void status(const Arguments &arguments, CtlContext &context)
{
    StandaloneServers servers(arguments.options());
    const StandaloneStatus now = servers.status();
    const auto word = [](bool runs) { return runs ? u"runs"_s : u"stopped"_s; };
    const QString sentence = now.isCreated
        ? u"PostgreSQL %1, Redis %2, open windows: %3, in %4"_s.arg(
            word(now.postgresRuns), word(now.redisRuns), QString::number(now.users), now.home)
        : u"There are no private servers in %1."_s.arg(now.home);
    QJsonObject facts{{u"home"_s, now.home},
                      {u"is_created"_s, now.isCreated},
                      {u"postgresql"_s, word(now.postgresRuns)},
                      {u"redis"_s, word(now.redisRuns)},
                      {u"is_kept"_s, now.isKept},
                      {u"windows"_s, now.users}};
    if (const auto access = servers.access()) {
        facts.insert(u"host"_s, access->postgres.hosts);
        facts.insert(u"port"_s, access->postgres.port);
        facts.insert(u"database"_s, access->postgres.database);
        facts.insert(u"redis_socket"_s, access->redisSocket);
    }
    context.succeed(sentence, facts);
}

} // namespace

void addStandaloneCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand(
        "standalone", "PostgreSQL and Redis of one's own, without a system service");
    command->require_subcommand(1);
    const auto add = [&](const char *name, const char *purpose, auto run) {
        auto *part = command->add_subcommand(name, purpose);
        part->add_option("--dir", arguments->folder, "Where they live; without it the person's own")
            ->type_name("DIR");
        part->callback([arguments, &context, run] { run(*arguments, context); });
        return part;
    };
    add("start", "Make them if need be, start them, migrate, and tell how to connect", start)
        ->add_flag("--demo", arguments->withDemo, "Load the demo clinic if nothing is inside");
    add("stop", "Stop them", stop)
        ->add_flag("--force", arguments->isForced, "Even while windows are open");
    add("status", "Tell what runs", status);
}

} // namespace clinidesk
