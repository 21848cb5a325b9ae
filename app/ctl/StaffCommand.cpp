#include "app/ctl/AdapterSession.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "app/ctl/Password.h"
#include "core/postgres/PostgresStaffRegister.h"

#include <QJsonArray>

#include <memory>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::string login;
    std::string name;
    std::string role = "receptionist";
    std::vector<int> clinics;
    std::vector<std::string> rights;
    int doctor = 0;
    int expiresInDays = 0;
    bool isWorker = false;

    [[nodiscard]] QString loginText() const { return QString::fromStdString(login); }
    [[nodiscard]] QDateTime expiry() const
    {
        return expiresInDays > 0 ? QDateTime::currentDateTimeUtc().addDays(expiresInDays)
                                 : QDateTime();
    }
};

std::optional<QString> newPassword(const QString &login, CtlContext &context)
{
    const auto password = askPassword("CLINIDESK_NEW_PASSWORD", u"New password of %1"_s.arg(login));
    if (password && !password->isEmpty())
        return password;
    context.fail(
        Error{Error::Code::Invalid, {}, {}},
        u"No password: type one, or give it by standard input or CLINIDESK_NEW_PASSWORD."_s);
    return std::nullopt;
}

StaffMember memberFrom(const Arguments &arguments, Role role)
{
    StaffMember member{.id = {},
                       .login = arguments.loginText(),
                       .displayName = QString::fromStdString(arguments.name),
                       .role = role,
                       .doctor = DoctorId(arguments.doctor),
                       .clinics = {},
                       .rights = {},
                       .passwordExpiresAt = arguments.expiry()};
    if (member.displayName.isEmpty())
        member.displayName = member.login;
    for (const int clinic : arguments.clinics)
        member.clinics << ClinicId(clinic);
    for (const std::string &right : arguments.rights)
        member.rights << QString::fromStdString(right);
    return member;
}

void add(const Arguments &arguments, CtlContext &context)
{
    const auto role
        = roleFromWord(arguments.isWorker ? u"worker"_s : QString::fromStdString(arguments.role));
    if (!role)
        return context.fail(Error{
            Error::Code::Invalid, {}, {{u"field"_s, u"role"_s}, {u"problem"_s, u"unknown"_s}}});
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto password = newPassword(arguments.loginText(), context);
    if (!password)
        return;
    const auto added = AdapterSession<PostgresStaffRegister>(*target)
                           ->add(memberFrom(arguments, *role), *password)
                           .result();
    if (!added)
        return context.fail(added.error());
    context.succeed(u"%1 may sign in now."_s.arg(arguments.loginText()),
                    {{u"staff"_s, added->value()}, {u"login"_s, arguments.loginText()}});
}

QJsonObject asJson(const StaffMember &member)
{
    QJsonArray clinics;
    for (const ClinicId clinic : member.clinics)
        clinics << clinic.value();
    QJsonObject object{
        {u"staff"_s, member.id.value()},  {u"login"_s, member.login},
        {u"name"_s, member.displayName},  {u"role"_s, roleWord(member.role)},
        {u"clinics"_s, clinics},          {u"rights"_s, QJsonArray::fromStringList(member.rights)},
        {u"is_active"_s, member.isActive}};
    if (!member.doctor.isNull())
        object.insert(u"doctor"_s, member.doctor.value());
    if (member.passwordExpiresAt.isValid())
        object.insert(u"password_expires_at"_s, member.passwordExpiresAt.toString(Qt::ISODate));
    return object;
}

void list(const Arguments &, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto members = AdapterSession<PostgresStaffRegister>(*target)->members().result();
    if (!members)
        return context.fail(members.error());
    QStringList lines;
    QJsonArray rows;
    for (const StaffMember &member : *members) {
        rows << asJson(member);
        lines << u"%1  %2  %3%4"_s.arg(member.login.leftJustified(20),
                                       roleWord(member.role).leftJustified(12), member.displayName,
                                       member.isActive ? QString() : u"  (disabled)"_s);
    }
    context.succeed(lines.isEmpty() ? u"Nobody yet."_s : lines.join(u'\n'), {{u"members"_s, rows}});
}

void disable(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto done
        = AdapterSession<PostgresStaffRegister>(*target)->disable(arguments.loginText()).result();
    if (!done)
        return context.fail(done.error());
    context.succeed(u"%1 is signed out and can't sign in any more."_s.arg(arguments.loginText()),
                    {{u"login"_s, arguments.loginText()}});
}

void resetPassword(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto password = newPassword(arguments.loginText(), context);
    if (!password)
        return;
    const auto done = AdapterSession<PostgresStaffRegister>(*target)
                          ->resetPassword(arguments.loginText(), *password, arguments.expiry())
                          .result();
    if (!done)
        return context.fail(done.error());
    context.succeed(u"%1 has a new password and may sign in."_s.arg(arguments.loginText()),
                    {{u"login"_s, arguments.loginText()}});
}

} // namespace

void addStaffCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("staff", "Who may sign in");
    command->require_subcommand(1);
    const auto part = [&](const char *name, const char *purpose, auto run) {
        auto *made = command->add_subcommand(name, purpose);
        made->callback([arguments, &context, run] { run(*arguments, context); });
        return made;
    };
    const auto addLogin = [&](CLI::App *made) {
        made->add_option("login", arguments->login, "Lower-case letters, digits, . _ -")
            ->required();
    };
    const auto addExpiry = [&](CLI::App *made) {
        made->add_option("--expires-in-days", arguments->expiresInDays, "The password's life")
            ->check(CLI::Range(1, 3650));
    };

    auto *adding = part("add", "Let somebody in; asks for the password", add);
    addLogin(adding);
    addExpiry(adding);
    adding->add_option("--name", arguments->name, "As colleagues know the person");
    adding->add_option("--role", arguments->role, "receptionist, doctor or admin");
    adding->add_option("--clinic", arguments->clinics, "Number of a clinic; may be repeated");
    adding->add_option("--doctor", arguments->doctor, "Number of the doctor, for the role doctor");
    adding->add_option("--right", arguments->rights, "double_book, over_limit or past");
    adding->add_flag("--worker", arguments->isWorker, "A login for clinidesk-worker");

    part("list", "Everybody", list);
    addLogin(part("disable", "Sign somebody out and let nobody in under the name", disable));
    auto *resetting
        = part("reset-password", "Give a new password; also lets in again", resetPassword);
    addLogin(resetting);
    addExpiry(resetting);
}

} // namespace clinidesk
