#include "app/ctl/BenchFigures.h"
#include "app/ctl/BenchRuns.h"
#include "core/postgres/PostgresFreeSlots.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int runs = 200;
constexpr int warmUps = 10;

/// The worst that a search can meet: 60 doctors of one department who work ten hours a day and are
/// booked to the last minute of 61 days, but for the last doctor's last time.
const QString fullHouseSql = uR"(
SET LOCAL search_path = clinidesk, public;
SET LOCAL session_replication_role = replica;
DELETE FROM appointment a USING department d WHERE d.id = a.department_id AND d.name = 'Full house';
INSERT INTO department (clinic_id, name, slot_minutes) VALUES (1, 'Full house', 20) ON CONFLICT DO NOTHING;
INSERT INTO doctor (family, given, registration_no)
SELECT 'Busy', n::text, 'BUSY-' || n FROM generate_series(1, 60) n ON CONFLICT DO NOTHING;
INSERT INTO doctor_department
SELECT b.id, d.id FROM doctor b, department d
 WHERE b.registration_no LIKE 'BUSY-%' AND d.clinic_id = 1 AND d.name = 'Full house' ON CONFLICT DO NOTHING;
INSERT INTO working_hours (clinic_id, doctor_id, weekday, starts, ends)
SELECT 1, b.id, w, '08:00', '18:00' FROM doctor b, generate_series(1, 7) w
 WHERE b.registration_no LIKE 'BUSY-%' AND NOT EXISTS (SELECT FROM working_hours h WHERE h.doctor_id = b.id);
UPDATE clinic SET opens = least(opens, '08:00'), closes = greatest(closes, '18:00') WHERE id = 1;
INSERT INTO appointment (clinic_id, department_id, doctor_id, patient_id, during, starts_at, ends_at, day,
                         status, patient_lane, created_by)
SELECT 1, d.id, b.id, p.id, tstzrange(t, t + interval '20 min'), t, t + interval '20 min', x.day, 1, 1000 + b.place, 1
  FROM clinic c
  JOIN department d ON d.clinic_id = c.id AND d.name = 'Full house'
 CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM doctor WHERE registration_no LIKE 'BUSY-%') b
 CROSS JOIN (SELECT min(patient_id) AS id FROM patient_clinic WHERE clinic_id = 1) p
 CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.zone)::date + n AS day FROM generate_series(0, 61) n) x
 CROSS JOIN generate_series((x.day + time '08:00') AT TIME ZONE c.zone,
                            (x.day + time '17:40') AT TIME ZONE c.zone, interval '20 min') t
 WHERE c.id = 1 AND NOT (b.place = 60 AND x.day = (now() AT TIME ZONE c.zone)::date + 61
                         AND t = (x.day + time '17:40') AT TIME ZONE c.zone);
)"_s;

/// Asks again and again; every answer has to have @p expected times.
Result<Done> search(PostgresFreeSlots &free, const QString &bench, const SlotQuery &query,
                    qsizetype expected, const BenchOutput &output)
{
    BenchFigures figures;
    for (int run = -warmUps; run < runs; ++run) {
        const auto start = steady_clock::now();
        const auto found = free.find(query).result();
        const auto took = steady_clock::now() - start;
        if (!found)
            return found.error();
        if (found->size() != expected)
            return Error{
                Error::Code::Unavailable,
                u"%1 found %2 times instead of %3"_s.arg(bench).arg(found->size()).arg(expected),
                {}};
        if (run >= 0)
            figures.add(took);
    }
    QJsonObject facts = figures.percentiles();
    facts.insert(u"rows"_s, output.rows);
    facts.insert(u"found"_s, expected);
    output.print(bench, facts);
    return Done{};
}

} // namespace

Result<Done> benchSlots(const BenchClinic &clinic, const BenchOutput &output)
{
    const auto full = clinic.value(fullHouseSql);
    if (!full)
        return full.error();
    // As a clinic that has booked them over weeks: its autovacuum has seen them long ago.
    const auto seen = clinic.value(u"VACUUM ANALYZE clinidesk.appointment"_s);
    if (!seen)
        return seen.error();
    const auto known
        = clinic.value(u"SELECT id FROM clinidesk.department WHERE name = 'Full house'"_s);
    const auto today = clinic.value(
        u"SELECT (now() AT TIME ZONE zone)::date FROM clinidesk.clinic WHERE id = 1"_s);
    if (!known || !today)
        return known ? today.error() : known.error();

    BenchDesk desk(clinic.as(Role::Receptionist));
    PostgresFreeSlots free(desk.pool);
    const QDate first = QDate::fromString(*today, Qt::ISODate).addDays(1);
    SlotQuery query;
    query.clinic = ClinicId(1);
    query.department = DepartmentId(known->toLongLong());
    query.firstDay = first;
    query.lastDay = first.addDays(59);
    if (const auto done = search(free, u"slots.next_free_none"_s, query, 0, output); !done)
        return done;
    query.lastDay = first.addDays(60);
    if (const auto done = search(free, u"slots.next_free"_s, query, 1, output); !done)
        return done;
    // What people mostly ask: somewhere, soon.
    query.department = DepartmentId(1);
    query.lastDay = {};
    return search(free, u"slots.next_free_usual"_s, query, query.most, output);
}

} // namespace clinidesk
