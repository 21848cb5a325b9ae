#include "app/ctl/AdapterSession.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/postgres/PostgresClinicSetUp.h"

#include <QJsonArray>

#include <memory>
#include <string>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::string name;
    std::string colour;
    int clinic = 0;
    int slotMinutes = 20;
    int capacity = 0;
    bool needsReview = false;
};

void add(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const Department department{.id = {},
                                .name = QString::fromStdString(arguments.name),
                                .slotLength = std::chrono::minutes(arguments.slotMinutes),
                                .capacity = arguments.capacity,
                                .needsReview = arguments.needsReview,
                                .colour = QString::fromStdString(arguments.colour)};
    const auto added = AdapterSession<PostgresClinicSetUp>(*target)
                           ->addDepartment(ClinicId(arguments.clinic), department)
                           .result();
    if (!added)
        return context.fail(added.error());
    context.succeed(u"%1 is department %2."_s.arg(department.name, QString::number(added->value())),
                    {{u"department"_s, added->value()}, {u"name"_s, department.name}});
}

void list(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto departments = AdapterSession<PostgresClinicSetUp>(*target)
                                 ->departments(ClinicId(arguments.clinic))
                                 .result();
    if (!departments)
        return context.fail(departments.error());
    QStringList lines;
    QJsonArray rows;
    for (const Department &department : *departments) {
        const int minutes = int(department.slotLength.count());
        rows << QJsonObject{{u"department"_s, department.id.value()},
                            {u"name"_s, department.name},
                            {u"slot_minutes"_s, minutes},
                            {u"capacity"_s, department.capacity},
                            {u"needs_review"_s, department.needsReview},
                            {u"colour"_s, department.colour}};
        lines << u"%1  %2  %3 minutes%4"_s.arg(
            QString::number(department.id.value()).rightJustified(4),
            department.name.leftJustified(30), QString::number(minutes),
            department.needsReview ? u", bookings wait for a doctor"_s : QString());
    }
    context.succeed(lines.isEmpty() ? u"No department yet."_s : lines.join(u'\n'),
                    {{u"departments"_s, rows}});
}

} // namespace

void addDepartmentCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("department", "The departments of a clinic");
    command->require_subcommand(1);
    const auto part = [&](const char *name, const char *purpose, auto run) {
        auto *made = command->add_subcommand(name, purpose);
        made->callback([arguments, &context, run] { run(*arguments, context); });
        made->add_option("--clinic", arguments->clinic, "Number of the clinic")->required();
        return made;
    };

    auto *adding = part("add", "Open a department", add);
    adding->add_option("name", arguments->name, "As colleagues know it")->required();
    adding->add_option("--slot-minutes", arguments->slotMinutes, "Usual length of a visit");
    adding->add_option("--capacity", arguments->capacity, "Seats for bookings without a doctor");
    adding->add_flag("--needs-review", arguments->needsReview,
                     "A doctor accepts each booking before it counts");
    adding->add_option("--colour", arguments->colour, "For example #5b7aa6");

    part("list", "Every department of the clinic", list);
}

} // namespace clinidesk
