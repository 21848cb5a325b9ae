#include "tests/contract/MemoryRules.h"

#include "tests/support/SmallClinic.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = clinidesk::Error::Code;

namespace clinidesk::memoryrules {

namespace {

constexpr int textLimit = 500;

} // namespace

const QList<MemoryDepartment> departments{
    {smallclinic::cardiology, u"Cardiology"_s, 20min, 0, false},
    {smallclinic::vaccination, u"Vaccination"_s, 10min, 2, false},
    {smallclinic::dermatology, u"Dermatology"_s, 30min, 0, true},
};
const QList<MemoryDoctor> doctors{
    {smallclinic::weber, u"Dr Weber"_s, {smallclinic::cardiology, smallclinic::dermatology}},
    {smallclinic::okafor, u"Dr Okafor"_s, {smallclinic::cardiology}},
};
const QList<MemoryPatient> patients{
    {smallclinic::sara, u"M-000001"_s, u"Müller"_s, u"Sara"_s, QDate(1977, 12, 19)},
    {smallclinic::nguyen, u"M-000002"_s, u"Nguyễn"_s, u"Thị Hương"_s, QDate(1990, 2, 28)},
    {smallclinic::doe, u"M-000006"_s, u"Doe"_s, u"John"_s, {}},
};
const QList<StatusStep> steps{
    {Status::Pending, Status::Booked, u"review"_s},
    {Status::Pending, Status::Rejected, u"review"_s},
    {Status::Pending, Status::Cancelled, u"cancel"_s},
    {Status::Booked, Status::Cancelled, u"cancel"_s},
    {Status::Arrived, Status::Cancelled, u"cancel"_s},
    {Status::Booked, Status::Arrived, u"check_in"_s},
    {Status::Arrived, Status::InProgress, u"start"_s},
    {Status::InProgress, Status::Completed, u"complete"_s},
    {Status::Booked, Status::NoShow, u"mark_no_show"_s},
};

Error refused(const QString &field, const QString &problem)
{
    return {Code::Invalid, {}, {{u"field"_s, field}, {u"problem"_s, problem}}};
}

Error denied()
{
    return {Code::Denied, {}, {}};
}

Error notFound()
{
    return {Code::NotFound, {}, {}};
}

Error conflict(const QString &taken, AppointmentId id)
{
    const QJsonValue other = id.isNull() ? QJsonValue() : QJsonValue(id.value());
    return {Code::Conflict, {}, {{u"taken"_s, taken}, {u"appointment"_s, other}}};
}

Error badStep(const Appointment &row)
{
    return {
        Code::Transition, {}, {{u"appointment"_s, row.id.value()}, {u"status"_s, int(row.status)}}};
}

std::optional<Error> badText(const QString &field, const QString &text)
{
    if (text.size() <= textLimit)
        return {};
    Error error = refused(field, u"too_long"_s);
    error.facts.insert(u"limit"_s, textLimit);
    return error;
}

bool isGoodLength(std::chrono::minutes length)
{
    return length >= 5min && length <= 480min && length.count() % 5 == 0;
}

QTimeZone zone()
{
    return QTimeZone("Europe/Berlin");
}

QDateTime opening(QDate day)
{
    return QDateTime(day, QTime(8, 0), zone()).toUTC();
}

QDateTime closing(QDate day)
{
    return QDateTime(day, QTime(18, 0), zone()).toUTC();
}

QDateTime after(const QDateTime &start, std::chrono::minutes length)
{
    return start.addSecs(std::chrono::seconds(length).count());
}

bool isOpen(const Appointment &row)
{
    return row.startsAt >= opening(row.day) && row.endsAt <= closing(row.day);
}

bool isWished(const SlotQuery &query, const Appointment &row)
{
    const auto weekday = Qt::DayOfWeek(row.day.dayOfWeek());
    if (!query.weekdays.isEmpty() && !query.weekdays.contains(weekday))
        return false;
    const QList<WallHours> wished = canonical(query).hours; // Those that touch are one.
    return wished.isEmpty()
        || std::any_of(wished.begin(), wished.end(), [&row](const WallHours &hours) {
               const bool isToTheEnd = hours.until == QTime(0, 0);
               return row.startsAt.toTimeZone(zone()).time() >= hours.from
                   && (isToTheEnd || row.endsAt.toTimeZone(zone()).time() <= hours.until);
           });
}

bool overlap(const Appointment &one, const Appointment &other)
{
    return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

void place(Appointment &row, const QDateTime &startsAt, std::chrono::minutes length)
{
    row.startsAt = startsAt.toUTC();
    row.endsAt = after(row.startsAt, length);
    row.day = startsAt.toTimeZone(zone()).date();
}

std::chrono::minutes lengthOf(const Appointment &row)
{
    return std::chrono::minutes(row.startsAt.secsTo(row.endsAt) / 60);
}

QString nameOf(Action action)
{
    switch (action) {
    case Action::CheckIn:
        return u"check_in"_s;
    case Action::Start:
        return u"start"_s;
    case Action::Complete:
        return u"complete"_s;
    case Action::MarkNoShow:
        return u"mark_no_show"_s;
    case Action::Cancel:
        return u"cancel"_s;
    case Action::Accept:
    case Action::Reject:
        return u"review"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject factsOf(const Appointment &row)
{
    QJsonObject facts{{u"status"_s, int(row.status)},
                      {u"starts_at"_s, row.startsAt.toString(Qt::ISODate)},
                      {u"ends_at"_s, row.endsAt.toString(Qt::ISODate)},
                      {u"department"_s, row.departmentName}};
    if (!row.doctor.isNull())
        facts.insert(u"doctor"_s, row.doctorName);
    return facts;
}

QJsonObject changed(const QJsonObject &facts, const QJsonObject &than)
{
    QJsonObject different;
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        if (than.value(fact.key()) != fact.value())
            different.insert(fact.key(), fact.value());
    }
    return different;
}

QStringList tagsOf(const Appointment &row)
{
    QStringList tags{u"clinic:%1"_s.arg(row.clinic.value()),
                     u"day:%1:%2"_s.arg(row.clinic.value()).arg(row.day.toString(Qt::ISODate)),
                     u"patient:%1"_s.arg(row.patient.value())};
    if (!row.doctor.isNull())
        tags.append(u"doctor:%1"_s.arg(row.doctor.value()));
    return tags;
}

void give(Appointment &row, const MemoryDepartment &department)
{
    row.department = department.id;
    row.departmentName = department.name;
}

void give(Appointment &row, const MemoryDoctor &doctor)
{
    row.doctor = doctor.id;
    row.doctorName = doctor.name;
}

std::optional<Error> badPlace(const Booking &booking)
{
    const auto *department = rowOf(departments, booking.department);
    const auto *doctor = rowOf(doctors, booking.doctor);
    if (!department)
        return refused(u"department"_s, booking.department.isNull() ? u"missing"_s : u"unknown"_s);
    if (!booking.doctor.isNull() && !(doctor && doctor->departments.contains(department->id)))
        return refused(u"doctor"_s, u"unknown"_s);
    if (booking.doctor.isNull() && department->capacity == 0)
        return refused(u"doctor"_s, u"missing"_s);
    if (!rowOf(patients, booking.patient))
        return refused(u"patient"_s, booking.patient.isNull() ? u"missing"_s : u"unknown"_s);
    return {};
}

std::optional<Error> badQuery(const SlotQuery &query)
{
    if (query.firstDay.isValid() && query.lastDay.isValid() && query.lastDay < query.firstDay)
        return refused(u"last_day"_s, u"reversed"_s);
    if (query.firstDay.isValid() && query.firstDay.daysTo(query.lastDay) > 61)
        return refused(u"last_day"_s, u"range"_s);
    if (query.length && !isGoodLength(*query.length))
        return refused(u"minutes"_s, u"range"_s);
    if (query.most < 1 || query.most > 50'000)
        return refused(u"most"_s, u"range"_s);
    for (const WallHours &hours : query.hours) {
        if (hours.until != QTime(0, 0) && hours.until <= hours.from)
            return refused(u"hours"_s, u"reversed"_s);
    }
    if (query.department.isNull() && query.doctors.isEmpty())
        return refused(u"department"_s, u"missing"_s);
    if (!query.department.isNull() && !rowOf(departments, query.department))
        return refused(u"department"_s, u"unknown"_s);
    for (const DoctorId doctor : query.doctors) {
        if (query.department.isNull() && !rowOf(doctors, doctor))
            return refused(u"doctors"_s, u"unknown"_s);
    }
    return {};
}

} // namespace clinidesk::memoryrules
