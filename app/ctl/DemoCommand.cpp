#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/demo/DemoAccounts.h"
#include "core/postgres/demo/DemoLoader.h"

#include <CLI/CLI.hpp>

#include <QLocale>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    DemoSize size;
    quint64 seed = 1;
    bool replaces = false;
};

void load(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());

    QString lastStep;
    const DemoLoad wanted{.size = arguments.size,
                          .seed = arguments.seed,
                          .existing = arguments.replaces ? DemoLoad::Existing::Replace
                                                         : DemoLoad::Existing::Refuse};
    const auto report = loadDemo(*target, wanted, [&](const QString &step, double share) {
        if (step == lastStep)
            return;
        lastStep = step;
        context.mention(u"%1 % %2"_s.arg(int(share * 100), 3).arg(step));
    });
    if (!report) {
        const bool isFull = report.error().facts.value(u"problem"_s) == u"not_empty"_s;
        return context.fail(report.error(),
                            isFull
                                ? u"The database holds a clinic already. To lose it and load the "
                                  "demo clinic instead, add --replace."_s
                                : QString());
    }

    const QLocale locale = QLocale::c();
    QStringList logins;
    for (const DemoAccount &account : demoAccounts())
        logins << account.login;
    const QString sentence
        = u"The demo clinic is loaded: %1 appointments of %2 patients with %3 doctors, in %4 s.\n"
          "Logins: %5"_s.arg(locale.toString(report->appointments),
                             locale.toString(report->patients), locale.toString(report->doctors),
                             locale.toString(double(report->took.count()) / 1000, 'f', 1),
                             logins.join(u", "_s));
    context.succeed(sentence,
                    {{u"appointments"_s, report->appointments},
                     {u"patients"_s, report->patients},
                     {u"doctors"_s, report->doctors},
                     {u"events"_s, report->events},
                     {u"seed"_s, qint64(arguments.seed)},
                     {u"ms"_s, qint64(report->took.count())}});
}

} // namespace

void addDemoCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("demo", "An invented clinic to try things out with");
    command->require_subcommand(1);
    auto *part = command->add_subcommand(
        "load", "Fill a migrated database with the demo clinic; needs a superuser's login");
    part->add_option("--appointments", arguments->size.appointments,
                     "How many; doctors, patients "
                     "and years grow with them")
        ->check(CLI::Range(2'000, 50'000'000))
        ->capture_default_str();
    part->add_option("--patients", arguments->size.patients,
                     "How many; without it 4,000, in bigger clinics one per 20 appointments")
        ->check(CLI::Range(1, 10'000'000));
    part->add_option("--branches", arguments->size.branches, "How many time zones")
        ->check(CLI::Range(1, 3))
        ->capture_default_str();
    part->add_option("--seed", arguments->seed, "Another seed, another clinic")
        ->capture_default_str();
    part->add_flag("--replace", arguments->replaces,
                   "Lose the clinic that is there, with its patients and logins");
    part->callback([arguments, &context] { load(*arguments, context); });
}

} // namespace clinidesk
