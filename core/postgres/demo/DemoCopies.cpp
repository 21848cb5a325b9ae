#include "core/postgres/demo/DemoCopies.h"

#include "core/demo/DemoLife.h"
#include "core/postgres/demo/CopyStream.h"

#include <QTimeZone>

#include <libpq-fe.h>

#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qint64 rowsBetweenNews = 20'000;

/// Starts a COPY, lets @p write fill it and ends it.
template <typename Write>
Result<Done> copyInto(pg_conn *connection, const QByteArray &target, CopyStream::Rows rows,
                      Write write)
{
    auto stream = CopyStream::start(connection, target, rows);
    if (!stream)
        return stream.error();
    write(*stream);
    const auto sent = stream->finish();
    if (!sent)
        return sent.error();
    return Done{};
}

template <typename Row, typename Write>
Result<Done> copyRows(pg_conn *connection, const QByteArray &target, const QList<Row> &rows,
                      int columns, Write write)
{
    return copyInto(connection, target, CopyStream::Rows::Plain, [&](CopyStream &out) {
        for (const Row &row : rows) {
            out.beginRow(columns);
            write(out, row);
        }
    });
}

qint64 midnight(const DemoHouse &house, int branch, QDate day)
{
    const QTimeZone zone(house.branches().at(branch - 1).zone);
    return day.startOfDay(zone).toSecsSinceEpoch();
}

void writeClinic(CopyStream &out, const DemoBranch &branch)
{
    out.int32(branch.id);
    out.text(branch.name);
    out.text(branch.address);
    out.bytes(branch.zone);
    out.time(branch.opens);
    out.time(branch.closes);
}

void writeDepartment(CopyStream &out, const DemoDepartment &department)
{
    out.int32(department.id);
    out.int32(department.branch);
    out.text(department.name);
    out.int16(department.slotMinutes);
    out.int16(department.seats);
    out.text(department.colour);
}

void writeDoctor(CopyStream &out, const DemoDoctor &doctor)
{
    out.int32(doctor.id);
    out.text(doctor.family);
    out.text(doctor.given);
    out.text(doctor.registrationNo);
    out.text(doctor.specialisation);
    out.text(doctor.email);
}

void writeHours(CopyStream &out, const DemoHours &row)
{
    out.int32(row.branch);
    out.idOrNull(row.doctor);
    out.idOrNull(row.doctor ? 0 : row.department);
    out.int16(row.weekday);
    out.time(row.starts);
    out.time(row.ends);
    // PostgreSQL's -infinity and infinity.
    row.validFrom.isValid() ? out.date(row.validFrom) : out.int32(std::numeric_limits<int>::min());
    row.validUntil.isValid() ? out.date(row.validUntil)
                             : out.int32(std::numeric_limits<int>::max());
}

void writePatient(CopyStream &out, const DemoPatient &patient)
{
    static const QStringList sexes{u"unknown"_s, u"female"_s, u"male"_s, u"other"_s};
    const Patient &person = patient.person;
    out.beginRow(14);
    out.int64(person.id.value());
    out.text(person.mrn);
    out.text(person.title);
    out.text(person.family);
    out.text(person.given);
    out.date(person.birthDate);
    out.date(person.diedOn);
    out.text(sexes.at(int(person.sex)));
    out.text(person.phone);
    out.text(person.email);
    out.text(person.language);
    out.instant(patient.registeredAt.toSecsSinceEpoch());
    out.int32(patient.homeBranch);
    out.idOrNull(patient.otherBranch);
}

void writeAppointment(CopyStream &out, const DemoVisit &visit, const QByteArray &reason,
                      const DemoLife &life, int createdBy)
{
    out.beginRow(19);
    out.int64(visit.id);
    out.int32(visit.branch);
    out.int32(visit.department);
    out.idOrNull(visit.doctor);
    visit.seat ? out.int16(visit.seat) : out.null();
    out.idOrNull(visit.room);
    out.int64(visit.patient);
    out.span(visit.startsAt, visit.endsAt);
    out.instant(visit.startsAt);
    out.instant(visit.endsAt);
    out.julianDay(visit.day);
    out.int16(int(visit.status));
    out.int32(life.version());
    out.int32(life.scheduleVersion());
    out.bytes(reason);
    out.instant(visit.arrivedAt);
    out.instant(visit.startedAt);
    out.int32(createdBy);
    out.instant(visit.createdAt);
}

/// How a name is searched for is the database's to say, so it fills the search columns itself.
const char *const takePatients
    = "INSERT INTO clinidesk.patient (id, mrn, title, family, given, birth_date, died_on, sex, "
      "phone,"
      " email, language, created_at, search, phone_digits)"
      " SELECT id, mrn, title, family, given, birth_date, died_on, sex, phone, email, language,"
      " created_at, ' ' || clinidesk.search_norm(family || ' ' || given || ' ' || mrn) || ' ',"
      " coalesce(clinidesk.search_phone(phone), '') FROM incoming_patient ORDER BY id;"
      "INSERT INTO clinidesk.patient_clinic (patient_id, clinic_id)"
      " SELECT id, c FROM incoming_patient, unnest(ARRAY[home, other]) c WHERE c IS NOT NULL;"
      "INSERT INTO clinidesk.name_part (part) SELECT DISTINCT part FROM (SELECT DISTINCT family, "
      "given"
      " FROM incoming_patient) n, string_to_table(clinidesk.search_norm(family || ' ' || given), ' "
      "')"
      " part WHERE length(part) >= 2 ORDER BY 1 ON CONFLICT DO NOTHING;"
      "DROP TABLE incoming_patient";

const char *const incomingPatients
    = "CREATE TEMP TABLE incoming_patient (id bigint, mrn text, title text, family text, given "
      "text,"
      " birth_date date, died_on date, sex text, phone text, email text, language text,"
      " created_at timestamptz, home int, other int)";

Result<Done> execute(pg_conn *connection, const char *statements)
{
    PGresult *result = PQexec(connection, statements);
    const bool isDone = PQresultStatus(result) == PGRES_COMMAND_OK;
    const QString state = QString::fromLatin1(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    PQclear(result);
    if (!isDone)
        return Error{Error::Code::Broken, u"loading patients failed: "_s + state, {}};
    return Done{};
}

} // namespace

Result<Done> copyHouse(pg_conn *connection, const DemoHouse &house)
{
    const auto clinics
        = copyRows(connection, "clinidesk.clinic (id, name, address, zone, opens, closes)",
                   house.branches(), 6, writeClinic);
    if (!clinics)
        return clinics;
    const auto departments = copyRows(
        connection,
        "clinidesk.department (id, clinic_id, name, slot_minutes, capacity, colour, needs_review)",
        house.departments(), 7, [](CopyStream &out, const DemoDepartment &department) {
            writeDepartment(out, department);
            out.boolean(department.needsReview);
        });
    if (!departments)
        return departments;
    const auto doctors = copyRows(
        connection, "clinidesk.doctor (id, family, given, registration_no, specialisation, email)",
        house.doctors(), 6, writeDoctor);
    if (!doctors)
        return doctors;
    const auto belongs
        = copyRows(connection, "clinidesk.doctor_department (doctor_id, department_id)",
                   house.doctors(), 2, [](CopyStream &out, const DemoDoctor &doctor) {
                       out.int32(doctor.id);
                       out.int32(doctor.department);
                   });
    if (!belongs)
        return belongs;
    const auto rooms = copyRows(connection, "clinidesk.room (id, clinic_id, name)", house.rooms(),
                                3, [](CopyStream &out, const DemoRoom &room) {
                                    out.int32(room.id);
                                    out.int32(room.branch);
                                    out.text(room.name);
                                });
    if (!rooms)
        return rooms;
    const auto hours = copyRows(connection,
                                "clinidesk.working_hours (clinic_id, doctor_id, department_id,"
                                " weekday, starts, ends, valid_from, valid_until)",
                                house.hours(), 8, writeHours);
    if (!hours)
        return hours;
    return copyRows(connection,
                    "clinidesk.absence (clinic_id, doctor_id, department_id, starts_at, ends_at,"
                    " reason)",
                    house.absences(), 6, [&](CopyStream &out, const DemoAbsence &absence) {
                        out.int32(absence.branch);
                        out.idOrNull(absence.doctor);
                        out.idOrNull(absence.doctor ? 0 : absence.department);
                        out.instant(midnight(house, absence.branch, absence.firstDay));
                        out.instant(midnight(house, absence.branch, absence.lastDay.addDays(1)));
                        out.text(absence.reason);
                    });
}

Result<Done> copyPatients(pg_conn *connection, const DemoPatients &patients, const RowsSent &sent)
{
    const auto table = execute(connection, incomingPatients);
    if (!table)
        return table;
    const auto copied
        = copyInto(connection, "incoming_patient", CopyStream::Rows::Plain, [&](CopyStream &out) {
              for (qint64 id = 1; id <= patients.count(); ++id) {
                  writePatient(out, patients.patient(id));
                  if (id % rowsBetweenNews == 0)
                      sent(id);
              }
          });
    if (!copied)
        return copied;
    return execute(connection, takePatients);
}

Result<Done> copyAppointments(pg_conn *connection, const DemoClinic &clinic,
                              const QList<int> &staffIds, const RowsSent &sent)
{
    std::vector<std::vector<QByteArray>> reasons;
    for (const DemoDepartment &department : clinic.house().departments()) {
        auto &own = reasons.emplace_back();
        for (const QString &reason : department.reasons)
            own.push_back(reason.toUtf8());
    }
    const auto &departments = clinic.house().departments();
    return copyInto(
        connection,
        "clinidesk.appointment (id, clinic_id, department_id, doctor_id, seat, room_id, patient_id,"
        " during, starts_at, ends_at, day, status, version, schedule_version, reason, arrived_at,"
        " started_at, created_by, created_at)",
        CopyStream::Rows::Freeze, [&](CopyStream &out) {
            clinic.eachVisit([&](const DemoVisit &visit) {
                const DemoLife life(visit, departments.at(visit.department - 1));
                writeAppointment(out, visit,
                                 reasons[size_t(visit.department) - 1][size_t(visit.reason)], life,
                                 staffIds.at(visit.bookedBy));
                if (visit.id % rowsBetweenNews == 0)
                    sent(visit.id);
                return true;
            });
        });
}

} // namespace clinidesk
