#include "app/ctl/BenchSlots.h"

#include "core/postgres/LibpqConnection.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

const QString freeSql
    = u"SELECT d.clinic_id, d.id, w.doctor_id, extract(epoch FROM t)::bigint, d.slot_minutes, x.day"
      "  FROM clinidesk.department d JOIN clinidesk.clinic c ON c.id = d.clinic_id"
      "  JOIN clinidesk.doctor_department dd ON dd.department_id = d.id"
      "  JOIN clinidesk.working_hours w ON w.doctor_id = dd.doctor_id AND w.clinic_id = c.id"
      " CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.zone)::date + n AS day"
      "                       FROM generate_series(1, 90) n) x"
      " CROSS JOIN LATERAL generate_series((x.day + w.starts) AT TIME ZONE c.zone,"
      "       (x.day + w.ends) AT TIME ZONE c.zone - make_interval(mins => d.slot_minutes),"
      "       make_interval(mins => d.slot_minutes)) t"
      " WHERE w.weekday = extract(isodow FROM x.day) AND x.day BETWEEN w.valid_from AND "
      "w.valid_until"
      "   AND NOT EXISTS (SELECT FROM clinidesk.absence b WHERE b.doctor_id = w.doctor_id"
      "       AND b.starts_at < t + interval '2 hours' AND b.ends_at > t)"
      "   AND NOT EXISTS (SELECT FROM clinidesk.appointment a WHERE a.doctor_id = w.doctor_id"
      "       AND a.status <= 3 AND a.starts_at < t + make_interval(mins => d.slot_minutes)"
      "       AND a.starts_at > t - interval '8 hours' AND a.ends_at > t)"
      "   AND %2 ORDER BY md5(w.doctor_id::text || t::text) LIMIT %1"_s;

const QString patientsSql
    = u"SELECT pc.patient_id FROM clinidesk.patient_clinic pc"
      " JOIN clinidesk.patient p ON p.id = pc.patient_id"
      " WHERE pc.clinic_id = %1 AND p.died_on IS NULL ORDER BY md5(pc.patient_id::text) LIMIT 40000"_s;

} // namespace

Result<QList<FreeBooking>> freeBookings(LibpqConnection &connection, const QString &condition,
                                        int most)
{
    const auto rows = connection.run(freeSql.arg(QString::number(most), condition));
    if (!rows)
        return rows.error();
    QList<FreeBooking> found;
    for (int row = 0; row < rows->count(); ++row) {
        const auto number = [&](int column) { return rows->text(row, column).toLongLong(); };
        found.append({.booking = {.clinic = ClinicId(number(0)),
                                  .department = DepartmentId(number(1)),
                                  .doctor = DoctorId(number(2)),
                                  .patient = {},
                                  .startsAt = QDateTime::fromSecsSinceEpoch(number(3), Qt::UTC),
                                  .length = std::chrono::minutes(number(4)),
                                  .reason = u"Check-up"_s},
                      .day = QDate::fromString(rows->text(row, 5), Qt::ISODate)});
    }
    return found;
}

Result<std::shared_ptr<BenchSlots>> BenchSlots::find(const BenchClinic &clinic, int most)
{
    auto connection = LibpqConnection::open(clinic.boot(), 10s);
    if (!connection)
        return connection.error();
    auto found = std::make_shared<BenchSlots>();
    const auto free = freeBookings(*connection, u"true"_s, most);
    if (!free)
        return free.error();
    for (const FreeBooking &each : *free)
        found->m_slots.append(each.booking);
    for (int id = 1; id <= int(found->m_clinics.size()); ++id) {
        const auto patients = connection->run(patientsSql.arg(id));
        if (!patients)
            return patients.error();
        for (int row = 0; row < patients->count(); ++row)
            found->m_clinics[size_t(id) - 1].patients.append(
                PatientId(patients->text(row, 0).toLongLong()));
    }
    return found;
}

PatientId BenchSlots::nextPatient(ClinicId clinic)
{
    OfClinic &own = m_clinics[size_t(clinic.value()) - 1];
    return own.patients.at(own.next++ % own.patients.size());
}

std::optional<Booking> BenchSlots::next()
{
    const int at = m_nextFree++;
    if (at >= m_slots.size() * 3 / 4)
        return {};
    Booking booking = m_slots.at(at);
    booking.patient = nextPatient(booking.clinic);
    return booking;
}

std::optional<Booking> BenchSlots::nextContested(int rivals)
{
    const qsizetype at = m_slots.size() - 1 - m_asked++ / rivals;
    if (at < m_slots.size() * 3 / 4)
        return {};
    Booking booking = m_slots.at(at);
    booking.patient = nextPatient(booking.clinic);
    return booking;
}

} // namespace clinidesk
