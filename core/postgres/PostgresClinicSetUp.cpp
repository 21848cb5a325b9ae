#include "core/postgres/PostgresClinicSetUp.h"

#include "core/postgres/Rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QVariant timeOrNull(QTime time)
{
    return time.isValid() ? QVariant(time.toString(u"HH:mm"_s)) : QVariant();
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

Clinic clinicAt(const AnswerRows &row)
{
    return Clinic{.id = idAt<ClinicId>(row, 0),
                  .name = textAt(row, 1),
                  .zone = row.bytes(2).toByteArray(),
                  .opens = row.value(3).toTime(),
                  .closes = row.value(4).toTime(),
                  .today = row.value(5).toDate()};
}

Department departmentAt(const AnswerRows &row)
{
    return Department{.id = idAt<DepartmentId>(row, 0),
                      .name = textAt(row, 1),
                      .slotLength = std::chrono::minutes(row.value(2).toInt()),
                      .capacity = row.value(3).toInt(),
                      .needsReview = row.value(4).toBool(),
                      .colour = textAt(row, 5)};
}

Doctor doctorAt(const AnswerRows &row)
{
    Doctor doctor{.id = idAt<DoctorId>(row, 0),
                  .title = textAt(row, 1),
                  .family = textAt(row, 2),
                  .given = textAt(row, 3),
                  .specialisation = textAt(row, 4),
                  .departments = {}};
    for (const qint64 department : numbersAt(row, 5))
        doctor.departments.append(DepartmentId(department));
    return doctor;
}

QString asJson(const QList<WeeklyHours> &hours)
{
    QJsonArray spans;
    for (const WeeklyHours &span : hours) {
        spans.append(QJsonObject{{u"weekday"_s, span.weekday},
                                 {u"starts"_s, span.starts.toString(u"HH:mm"_s)},
                                 {u"ends"_s, span.ends.toString(u"HH:mm"_s)}});
    }
    return QString::fromUtf8(QJsonDocument(spans).toJson(QJsonDocument::Compact));
}

} // namespace

PostgresClinicSetUp::PostgresClinicSetUp(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<ClinicId> PostgresClinicSetUp::addClinic(const Clinic &clinic, const QString &address)
{
    return m_pool.run(
        DatabasePool::Kind::Change, [clinic, address](DatabaseConnection &connection) {
            return rowFrom(connection.ask(u"SELECT clinidesk.clinic_add(:name::text,"
                                          " :address::text, :zone::text, :opens::time,"
                                          " :closes::time)"_s,
                                          {{u"name"_s, clinic.name},
                                           {u"address"_s, address},
                                           {u"zone"_s, QString::fromUtf8(clinic.zone)},
                                           {u"opens"_s, timeOrNull(clinic.opens)},
                                           {u"closes"_s, timeOrNull(clinic.closes)}}),
                           [](const AnswerRows &row) { return idAt<ClinicId>(row, 0); });
        });
}

Async<DepartmentId> PostgresClinicSetUp::addDepartment(ClinicId clinic,
                                                       const Department &department)
{
    return m_pool.run(
        DatabasePool::Kind::Change, [clinic, department](DatabaseConnection &connection) {
            return rowFrom(
                connection.ask(u"SELECT clinidesk.department_add(:clinic::int, :name::text,"
                               " :slot_minutes::int, :capacity::int, :needs_review::boolean,"
                               " :colour::text)"_s,
                               {{u"clinic"_s, idOrNull(clinic)},
                                {u"name"_s, department.name},
                                {u"slot_minutes"_s, qlonglong(department.slotLength.count())},
                                {u"capacity"_s, department.capacity},
                                {u"needs_review"_s, department.needsReview},
                                {u"colour"_s, textOrNull(department.colour)}}),
                [](const AnswerRows &row) { return idAt<DepartmentId>(row, 0); });
        });
}

Async<DoctorId> PostgresClinicSetUp::addDoctor(const NewDoctor &doctor)
{
    return m_pool.run(DatabasePool::Kind::Change, [doctor](DatabaseConnection &connection) {
        return rowFrom(connection.ask(u"SELECT clinidesk.doctor_add(:clinic::int,"
                                      " :title::text, :family::text, :given::text,"
                                      " :registration_no::text, :specialisation::text,"
                                      " :email::text, :departments::int[])"_s,
                                      {{u"clinic"_s, idOrNull(doctor.clinic)},
                                       {u"title"_s, doctor.title},
                                       {u"family"_s, doctor.family},
                                       {u"given"_s, doctor.given},
                                       {u"registration_no"_s, doctor.registrationNo},
                                       {u"specialisation"_s, doctor.specialisation},
                                       {u"email"_s, doctor.email},
                                       {u"departments"_s, idsOrNull(doctor.departments)}}),
                       [](const AnswerRows &row) { return idAt<DoctorId>(row, 0); });
    });
}

Async<Done> PostgresClinicSetUp::setHours(const RequestId &request, const HoursOf &whose,
                                          const QList<WeeklyHours> &hours)
{
    return m_pool.run(
        DatabasePool::Kind::Change, [request, whose, hours](DatabaseConnection &connection) {
            return doneFrom(
                connection.ask(u"SELECT clinidesk.hours_set_up(:request::uuid, :clinic::int,"
                               " :doctor::int, :department::int, :hours::jsonb)"_s,
                               {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
                                {u"clinic"_s, idOrNull(whose.clinic)},
                                {u"doctor"_s, idOrNull(whose.doctor)},
                                {u"department"_s, idOrNull(whose.department)},
                                {u"hours"_s, asJson(hours)}}));
        });
}

Async<QList<Clinic>> PostgresClinicSetUp::clinics()
{
    return m_pool.run(DatabasePool::Kind::Read, [](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT id, name, zone, opens, closes,"
                                       " (now() AT TIME ZONE zone)::date"
                                       " FROM clinidesk.clinic ORDER BY id"_s),
                        clinicAt);
    });
}

Async<QList<Department>> PostgresClinicSetUp::departments(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(u"SELECT id, name, slot_minutes, capacity, needs_review, colour"
                           " FROM clinidesk.department WHERE clinic_id = :clinic::int"
                           " ORDER BY id"_s,
                           {{u"clinic"_s, clinic.value()}}),
            departmentAt);
    });
}

Async<QList<Doctor>> PostgresClinicSetUp::doctors(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(
                u"SELECT d.id, d.title, d.family, d.given, d.specialisation,"
                " to_json(array_agg(p.id ORDER BY p.id)) FROM clinidesk.doctor d"
                " JOIN clinidesk.doctor_department dd ON dd.doctor_id = d.id"
                " JOIN clinidesk.department p ON p.id = dd.department_id"
                " WHERE p.clinic_id = :clinic::int GROUP BY d.id, d.title, d.family, d.given,"
                " d.specialisation ORDER BY d.id"_s,
                {{u"clinic"_s, clinic.value()}}),
            doctorAt);
    });
}

} // namespace clinidesk
