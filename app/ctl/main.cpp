#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/base/Log.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;
using namespace clinidesk;

int main(int argc, char *argv[])
{
    installScrubbedLog();
    // A command says itself what it did; of connections only what went wrong.
    QLoggingCategory::setFilterRules(u"clinidesk.*.info=false"_s);
    QCoreApplication program(argc, argv);
    QCoreApplication::setApplicationName(u"clinideskctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CLINIDESK_VERSION));

    CLI::App app{"Sets up, checks and measures a CliniDesk installation.", "clinideskctl"};
    app.set_version_flag("--version", CLINIDESK_VERSION);
    app.footer("Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 a server can't be reached,\n"
               "4 refused. Passwords come from a prompt, standard input or the environment, never\n"
               "from the command line.");
    app.require_subcommand(1);
    app.fallthrough();
    CtlContext context;
    context.addOptions(app);

    addMigrateCommand(app, context);
    addClinicCommand(app, context);
    addDepartmentCommand(app, context);
    addDoctorCommand(app, context);
    addHoursCommand(app, context);
    addStaffCommand(app, context);
    addStandaloneCommand(app, context);
    addHealthCommand(app, context);
    addDemoCommand(app, context);
    addCacheCommand(app, context);
    addLimitsCommand(app, context);
    addPerfCommand(app, context);
    addBenchCommand(app, context);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? CtlContext::Succeeded : CtlContext::Misused;
    }
    return context.exitCode();
}
