#include "core/postgres/AppointmentRows.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

const QString &appointmentColumns()
{
    static const QString columns
        = u"appointment_id, clinic_id, zone, department_id, department, doctor_id, doctor,"
          " patient_id, mrn, family, given, birth_date, died_on, starts_at, ends_at, day, status,"
          " version, reason, arrived_at, started_at"_s;
    return columns;
}

QString appointmentColumnsOf(const QString &row)
{
    const QString before = row % u'.';
    return before % appointmentColumns().split(u", "_s).join(u", "_s % before);
}

Appointment appointmentAt(const AnswerRows &row, int first)
{
    int column = first;
    Appointment appointment;
    appointment.id = idAt<AppointmentId>(row, column++);
    appointment.clinic = idAt<ClinicId>(row, column++);
    appointment.zone = row.bytes(column++).toByteArray();
    appointment.department = idAt<DepartmentId>(row, column++);
    appointment.departmentName = textAt(row, column++);
    appointment.doctor = idAt<DoctorId>(row, column++);
    appointment.doctorName = textAt(row, column++);
    appointment.patient = idAt<PatientId>(row, column++);
    appointment.mrn = textAt(row, column++);
    appointment.family = textAt(row, column++);
    appointment.given = textAt(row, column++);
    appointment.birthDate = row.value(column++).toDate();
    appointment.diedOn = row.value(column++).toDate();
    appointment.startsAt = instantAt(row, column++);
    appointment.endsAt = instantAt(row, column++);
    appointment.day = row.value(column++).toDate();
    appointment.status = static_cast<Status>(row.value(column++).toInt());
    appointment.version = row.value(column++).toInt();
    appointment.reason = textAt(row, column++);
    appointment.arrivedAt = instantAt(row, column++);
    appointment.startedAt = instantAt(row, column++);
    return appointment;
}

} // namespace clinidesk
