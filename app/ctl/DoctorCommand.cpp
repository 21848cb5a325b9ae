#include "app/ctl/AdapterSession.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/postgres/PostgresClinicSetUp.h"

#include <QJsonArray>

#include <memory>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::string title = "Dr";
    std::string family;
    std::string given;
    std::string registrationNo;
    std::string specialisation;
    std::string email;
    std::vector<int> departments;
    int clinic = 0;

    [[nodiscard]] NewDoctor doctor() const
    {
        NewDoctor doctor{.clinic = ClinicId(clinic),
                         .title = QString::fromStdString(title),
                         .family = QString::fromStdString(family),
                         .given = QString::fromStdString(given),
                         .registrationNo = QString::fromStdString(registrationNo),
                         .specialisation = QString::fromStdString(specialisation),
                         .email = QString::fromStdString(email),
                         .departments = {}};
        for (const int department : departments)
            doctor.departments << DepartmentId(department);
        return doctor;
    }
};

void add(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const NewDoctor doctor = arguments.doctor();
    const auto added = AdapterSession<PostgresClinicSetUp>(*target)->addDoctor(doctor).result();
    if (!added)
        return context.fail(added.error());
    const QString name = QStringList{doctor.title, doctor.given, doctor.family}.join(u' ');
    context.succeed(u"%1 is doctor %2."_s.arg(name.simplified(), QString::number(added->value())),
                    {{u"doctor"_s, added->value()}});
}

void list(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto doctors = AdapterSession<PostgresClinicSetUp>(*target)
                             ->doctors(ClinicId(arguments.clinic))
                             .result();
    if (!doctors)
        return context.fail(doctors.error());
    QStringList lines;
    QJsonArray rows;
    for (const Doctor &doctor : *doctors) {
        QJsonArray departments;
        for (const DepartmentId department : doctor.departments)
            departments << department.value();
        rows << QJsonObject{{u"doctor"_s, doctor.id.value()},
                            {u"title"_s, doctor.title},
                            {u"family"_s, doctor.family},
                            {u"given"_s, doctor.given},
                            {u"specialisation"_s, doctor.specialisation},
                            {u"departments"_s, departments}};
        const QString name = QStringList{doctor.title, doctor.given, doctor.family}.join(u' ');
        lines << u"%1  %2  %3"_s.arg(QString::number(doctor.id.value()).rightJustified(4),
                                     name.simplified().leftJustified(30), doctor.specialisation);
    }
    context.succeed(lines.isEmpty() ? u"No doctor yet."_s : lines.join(u'\n'),
                    {{u"doctors"_s, rows}});
}

} // namespace

void addDoctorCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("doctor", "The doctors of a clinic");
    command->require_subcommand(1);
    const auto part = [&](const char *name, const char *purpose, auto run) {
        auto *made = command->add_subcommand(name, purpose);
        made->callback([arguments, &context, run] { run(*arguments, context); });
        made->add_option("--clinic", arguments->clinic, "Number of the clinic")->required();
        return made;
    };

    auto *adding = part("add", "Let a doctor be booked", add);
    adding->add_option("--family", arguments->family, "Family name")->required();
    adding->add_option("--given", arguments->given, "Given name");
    adding->add_option("--title", arguments->title, "Dr unless given");
    adding->add_option("--registration-no", arguments->registrationNo, "Of the medical register")
        ->required();
    adding
        ->add_option("--department", arguments->departments,
                     "Number of a department; may be repeated")
        ->required();
    adding->add_option("--specialisation", arguments->specialisation, "Shown beside the name");
    adding->add_option("--email", arguments->email, "Where news of bookings go");

    part("list", "Every doctor of the clinic", list);
}

} // namespace clinidesk
