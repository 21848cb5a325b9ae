#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/postgres/Migrations.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString adviceAboutFile(const QString &problem, int number)
{
    if (problem == u"altered"_s)
        return u"Migration %1 was applied from a file that is not this program's; restore the "
               "database or install the program that made it. Nothing was changed."_s.arg(number);
    if (problem == u"absent"_s)
        return u"Migration %1 was never applied although later ones were; restore the database "
               "from a backup. Nothing was changed."_s.arg(number);
    return {};
}

QString adviceAboutServer(const Error &error)
{
    const QString field = error.facts.value(u"field"_s).toString();
    if (field == u"encoding"_s || field == u"lc_ctype"_s)
        return u"The cluster can't hold the names of all patients: make the database with "
               "ENCODING UTF8 and a UTF-8 LC_CTYPE, for example C.UTF-8."_s;
    if (field == u"server_version"_s)
        return u"PostgreSQL 15 or newer is needed."_s;
    if (field == u"extension"_s)
        return u"The server lacks PostgreSQL's extension %1; install the contributed extensions "
               "there (on Debian they come with postgresql-15). Nothing was changed."_s.arg(
                   error.facts.value(u"extension"_s).toString());
    return {};
}

QString adviceFor(const Error &error)
{
    const QString problem = error.facts.value(u"problem"_s).toString();
    if (error.code == Error::Code::Denied)
        return u"This login may not migrate; come in as a superuser of the server, such as "
               "postgres. Nothing was changed."_s;
    if (problem == u"migrating"_s)
        return u"Another program is migrating this database and is not done yet; try again when "
               "it is. Nothing was changed by this one."_s;
    return error.code == Error::Code::Broken
        ? adviceAboutFile(problem, error.facts.value(u"migration"_s).toInt())
        : adviceAboutServer(error);
}

void migrate(CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto report = Migrations().apply(*target, [&context](const Migration &step) {
        context.mention(u"applying %1"_s.arg(step.name));
    });
    if (!report)
        return context.fail(report.error(), adviceFor(report.error()));

    QJsonArray applied;
    for (const int number : report->applied)
        applied << number;
    const QString sentence = report->applied.isEmpty()
        ? u"Nothing to do: the schema is at version %1."_s.arg(report->version)
        : u"The schema is at version %1 now."_s.arg(report->version);
    context.succeed(sentence, {{u"applied"_s, applied}, {u"version"_s, report->version}});
}

} // namespace

void addMigrateCommand(CLI::App &app, CtlContext &context)
{
    auto *command = app.add_subcommand("migrate", "Bring the database to this program's schema");
    command->callback([&context] { migrate(context); });
}

} // namespace clinidesk
