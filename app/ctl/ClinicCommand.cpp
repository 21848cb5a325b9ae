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
    std::string address;
    std::string zone;
    std::string opens = "08:00";
    std::string closes = "18:00";
};

std::optional<QTime> timeFrom(const std::string &text, const QString &field, CtlContext &context)
{
    const QTime time = QTime::fromString(QString::fromStdString(text), u"H:mm"_s);
    if (time.isValid())
        return time;
    context.fail(
        Error{Error::Code::Invalid, {}, {{u"field"_s, field}, {u"problem"_s, u"malformed"_s}}});
    return std::nullopt;
}

void add(const Arguments &arguments, CtlContext &context)
{
    const auto opens = timeFrom(arguments.opens, u"opens"_s, context);
    const auto closes = opens ? timeFrom(arguments.closes, u"closes"_s, context) : std::nullopt;
    if (!closes)
        return;
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const Clinic clinic{.id = {},
                        .name = QString::fromStdString(arguments.name),
                        .zone = QByteArray::fromStdString(arguments.zone),
                        .opens = *opens,
                        .closes = *closes,
                        .today = {}};
    const auto added = AdapterSession<PostgresClinicSetUp>(*target)
                           ->addClinic(clinic, QString::fromStdString(arguments.address))
                           .result();
    if (!added)
        return context.fail(added.error());
    context.succeed(u"%1 is clinic %2."_s.arg(clinic.name, QString::number(added->value())),
                    {{u"clinic"_s, added->value()}, {u"name"_s, clinic.name}});
}

void list(const Arguments &, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto clinics = AdapterSession<PostgresClinicSetUp>(*target)->clinics().result();
    if (!clinics)
        return context.fail(clinics.error());
    QStringList lines;
    QJsonArray rows;
    for (const Clinic &clinic : *clinics) {
        const QString zone = QString::fromUtf8(clinic.zone);
        const QString opens = clinic.opens.toString(u"HH:mm"_s);
        const QString closes = clinic.closes.toString(u"HH:mm"_s);
        rows << QJsonObject{{u"clinic"_s, clinic.id.value()},
                            {u"name"_s, clinic.name},
                            {u"zone"_s, zone},
                            {u"opens"_s, opens},
                            {u"closes"_s, closes}};
        lines << u"%1  %2  %3, %4 to %5"_s.arg(QString::number(clinic.id.value()).rightJustified(4),
                                               clinic.name.leftJustified(30), zone, opens, closes);
    }
    context.succeed(lines.isEmpty() ? u"No clinic yet."_s : lines.join(u'\n'),
                    {{u"clinics"_s, rows}});
}

} // namespace

void addClinicCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("clinic", "The clinics of this installation");
    command->require_subcommand(1);
    const auto part = [&](const char *name, const char *purpose, auto run) {
        auto *made = command->add_subcommand(name, purpose);
        made->callback([arguments, &context, run] { run(*arguments, context); });
        return made;
    };

    auto *adding = part("add", "Found a clinic", add);
    adding->add_option("name", arguments->name, "As colleagues know it")->required();
    adding->add_option("--zone", arguments->zone, "Its time zone, for example Europe/Berlin")
        ->required();
    adding->add_option("--address", arguments->address, "Where patients come to");
    adding->add_option("--opens", arguments->opens, "Local time; 08:00 unless given");
    adding->add_option("--closes", arguments->closes, "Local time; 18:00 unless given");

    part("list", "Every clinic", list);
}

} // namespace clinidesk
