#include "core/postgres/PostgresClinicDirectory.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Clinic clinicAt(const AnswerRows &row)
{
    return Clinic{
        .id = idAt<ClinicId>(row, 0),
        .name = textAt(row, 1),
        .zone = row.bytes(2).toByteArray(),
        .opens = row.value(3).toTime(),
        .closes = row.value(4).toTime(),
        .today = row.value(5).toDate(),
    };
}

Department departmentAt(const AnswerRows &row)
{
    return Department{
        .id = idAt<DepartmentId>(row, 0),
        .name = textAt(row, 1),
        .slotLength = std::chrono::minutes(row.value(2).toInt()),
        .capacity = row.value(3).toInt(),
        .needsReview = row.value(4).toBool(),
        .colour = textAt(row, 5),
    };
}

Doctor doctorAt(const AnswerRows &row)
{
    Doctor doctor{
        .id = idAt<DoctorId>(row, 0),
        .title = textAt(row, 1),
        .family = textAt(row, 2),
        .given = textAt(row, 3),
        .specialisation = textAt(row, 4),
        .departments = {},
    };
    for (const qint64 department : numbersAt(row, 5))
        doctor.departments.append(DepartmentId(department));
    return doctor;
}

StatusStep stepAt(const AnswerRows &row)
{
    return StatusStep{
        .from = static_cast<Status>(row.value(0).toInt()),
        .to = static_cast<Status>(row.value(1).toInt()),
        .action = textAt(row, 2),
    };
}

} // namespace

PostgresClinicDirectory::PostgresClinicDirectory(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<Clinic>> PostgresClinicDirectory::clinics()
{
    return m_pool.run(DatabasePool::Kind::Read, [](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT clinic_id, name, zone, opens, closes, today"
                                       " FROM clinidesk.clinic_list()"_s),
                        clinicAt);
    });
}

Async<QList<Department>> PostgresClinicDirectory::departments(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT department_id, name, slot_minutes, capacity,"
                                       " needs_review, colour"
                                       " FROM clinidesk.department_list(:clinic::int)"_s,
                                       {{u"clinic"_s, clinic.value()}}),
                        departmentAt);
    });
}

Async<QList<Doctor>> PostgresClinicDirectory::doctors(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT doctor_id, title, family, given, specialisation,"
                                       " to_json(department_ids)"
                                       " FROM clinidesk.doctor_list(:clinic::int)"_s,
                                       {{u"clinic"_s, clinic.value()}}),
                        doctorAt);
    });
}

Async<QList<StatusStep>> PostgresClinicDirectory::statusSteps()
{
    return m_pool.run(DatabasePool::Kind::Read, [](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT from_status, to_status, action"
                                       " FROM clinidesk.status_steps()"_s),
                        stepAt);
    });
}

} // namespace clinidesk
