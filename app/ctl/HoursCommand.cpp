#include "app/ctl/AdapterSession.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"
#include "core/postgres/PostgresClinicSetUp.h"

#include <QRegularExpression>

#include <memory>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::vector<std::string> spans;
    int clinic = 0;
    int doctor = 0;
    int department = 0;
    bool hasNone = false;
};

/// 1 for "mon"; 0 for what is no day.
int weekdayOf(const QString &word)
{
    static const QStringList days{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s,
                                  u"fri"_s, u"sat"_s, u"sun"_s};
    return int(days.indexOf(word)) + 1;
}

/// The days of "mon-fri 08:00-12:00" with their hours; empty for anything else.
QList<WeeklyHours> hoursFrom(const QString &span)
{
    static const QRegularExpression shape(
        u"^([a-z]{3})(?:-([a-z]{3}))?\\s+(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})$"_s);
    const auto match = shape.match(span.trimmed().toLower());
    const int first = weekdayOf(match.captured(1));
    const int last = match.captured(2).isEmpty() ? first : weekdayOf(match.captured(2));
    const QTime starts = QTime::fromString(match.captured(3), u"H:mm"_s);
    const QTime ends = QTime::fromString(match.captured(4), u"H:mm"_s);
    if (first == 0 || last < first || !starts.isValid() || !ends.isValid())
        return {};
    QList<WeeklyHours> hours;
    for (int day = first; day <= last; ++day)
        hours << WeeklyHours{.weekday = day, .starts = starts, .ends = ends};
    return hours;
}

void set(const Arguments &arguments, CtlContext &context)
{
    QList<WeeklyHours> hours;
    for (const std::string &span : arguments.spans) {
        const auto days = hoursFrom(QString::fromStdString(span));
        if (days.isEmpty())
            return context.fail(
                Error{Error::Code::Invalid,
                      {},
                      {{u"field"_s, u"hours"_s}, {u"problem"_s, u"malformed"_s}}},
                u"Hours look like this: --at \"mon-fri 08:00-12:00\"; not like: %1"_s.arg(
                    QString::fromStdString(span)));
        hours << days;
    }
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const HoursOf whose{.clinic = ClinicId(arguments.clinic),
                        .doctor = DoctorId(arguments.doctor),
                        .department = DepartmentId(arguments.department)};
    const auto done = AdapterSession<PostgresClinicSetUp>(*target)
                          ->setHours(RequestId::create(), whose, hours)
                          .result();
    if (!done)
        return context.fail(done.error());
    context.succeed(u"The hours hold from today on."_s,
                    {{u"clinic"_s, arguments.clinic}, {u"spans"_s, hours.size()}});
}

} // namespace

void addHoursCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("hours", "When a doctor or a department works");
    command->require_subcommand(1);
    auto *setting = command->add_subcommand("set", "Replace the weekly hours from today on");
    setting->callback([arguments, &context] { set(*arguments, context); });
    setting->add_option("--clinic", arguments->clinic, "Number of the clinic")->required();
    auto *doctor = setting->add_option("--doctor", arguments->doctor, "Number of the doctor");
    auto *department = setting->add_option("--department", arguments->department,
                                           "Number of a department with seats of its own");
    doctor->excludes(department);
    auto *week = setting->add_option_group("week", "The hours")->require_option(1);
    week->add_option("--at", arguments->spans,
                     "For example \"mon-fri 08:00-12:00\"; may be repeated");
    week->add_flag("--none", arguments->hasNone, "No hours at all");
}

} // namespace clinidesk
