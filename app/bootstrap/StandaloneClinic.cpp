#include "app/bootstrap/StandaloneClinic.h"

#include "app/bootstrap/LocalLogins.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/Migrations.h"
#include "core/postgres/demo/DemoLoader.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr std::chrono::seconds patience{10};

struct Inside
{
    bool isEmpty = false;
    bool isDemo = false;
};

Result<Inside> lookInside(const ConnectTarget &boot)
{
    auto session = LibpqConnection::open(boot, patience);
    if (!session)
        return session.error();
    const auto clinics = session->run(u"SELECT FROM clinidesk.clinic LIMIT 1"_s);
    if (!clinics)
        return clinics.error();
    const auto accounts = demoAccounts();
    const auto demo = session->run(u"SELECT FROM clinidesk.staff WHERE login = $1"_s,
                                   {accounts.first().login.toUtf8()});
    if (!demo)
        return demo.error();
    return Inside{.isEmpty = clinics->count() == 0, .isDemo = demo->count() > 0};
}

} // namespace

StandaloneClinic::StandaloneClinic(StandaloneOptions options)
    : m_servers(std::move(options))
{
}

Result<ReadyClinic> StandaloneClinic::open(Content content, const Progress &progress)
{
    if (progress)
        progress(Step::Starting, 0);
    const auto access = m_servers.join();
    return access ? furnish(*access, content, progress) : access.error();
}

Async<ReadyClinic> StandaloneClinic::openAsync(Content content, const Progress &progress)
{
    return QtConcurrent::run([this, content, progress] { return open(content, progress); });
}

Result<ReadyClinic> StandaloneClinic::keep(Content content, const Progress &progress)
{
    if (progress)
        progress(Step::Starting, 0);
    const auto access = m_servers.keep();
    return access ? furnish(*access, content, progress) : access.error();
}

Result<ReadyClinic> StandaloneClinic::furnish(const StandaloneAccess &access, Content content,
                                              const Progress &progress)
{
    const auto tell = [&progress](Step step) {
        if (progress)
            progress(step, 0);
    };
    const ConnectTarget boot{.server = access.postgres,
                             .credentials = {access.bootLogin, access.bootPassword}};
    tell(Step::Migrating);
    if (const auto migrated = Migrations().apply(boot); !migrated)
        return migrated.error();
    const QString home = m_servers.home();
    const auto worker = ensureWorkerLogin(boot, home);
    if (!worker)
        return worker.error();

    auto inside = lookInside(boot);
    if (inside && inside->isEmpty && content == Content::Demo) {
        tell(Step::LoadingDemo);
        const auto loaded = loadDemo(boot, {}, [&progress](const QString &, double share) {
            if (progress)
                progress(Step::LoadingDemo, share);
        });
        if (!loaded)
            return loaded.error();
        inside = lookInside(boot);
    }
    if (!inside)
        return inside.error();
    tell(Step::Ready);
    return ReadyClinic{.server = access.postgres,
                       .boot = boot,
                       .worker = *worker,
                       .redisSocket = access.redisSocket,
                       .isEmpty = inside->isEmpty,
                       .accounts = inside->isDemo ? demoAccounts() : QList<DemoAccount>()};
}

StandaloneOptions standaloneOptions(const Settings &settings, const QString &folder)
{
    StandaloneOptions options{.folder
                              = folder.isEmpty() ? settings.text(u"standalone.folder"_s) : folder,
                              .programHints = {},
                              .postgres = {}};
    const QString programs = settings.text(u"standalone.programs"_s);
    if (!programs.isEmpty())
        options.programHints << programs;
    return options;
}

} // namespace clinidesk
