#include "tests/postgres/CrowdedClinic.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString placesSql = uR"(
SET LOCAL search_path = clinidesk, public;
SET LOCAL session_replication_role = replica;
INSERT INTO clinic (id, name, zone) VALUES (3, 'Garden Clinic', 'Asia/Tokyo');
INSERT INTO department (id, clinic_id, name, slot_minutes, capacity) VALUES (5, 3, 'General', 20, 2);
INSERT INTO doctor (id, family, given, registration_no) VALUES (4, 'Sato', 'Yui', 'R-1004');
INSERT INTO doctor_department VALUES (4, 5);
INSERT INTO staff_clinic VALUES (2, 3);
INSERT INTO working_hours (clinic_id, doctor_id, department_id, weekday, starts, ends)
SELECT 3, d.doctor, d.department, w, '08:00', '18:00'
  FROM (VALUES (4, NULL), (NULL, 5)) d (doctor, department), generate_series(1, 7) w;
)"_s;

// %1 patients.
const QString patientsSql = uR"(
INSERT INTO patient (id, mrn, family, given, birth_date, phone, search, phone_digits)
SELECT id, mrn, family, given, date '1930-01-01' + id * 7 % 33000, phone,
       ' ' || search_norm(family || ' ' || given || ' ' || mrn) || ' ', search_phone(phone)
  FROM (SELECT i + 1000 AS id, 'C-' || lpad(i::text, 7, '0') AS mrn, '+49 30 ' || 6000000 + i AS phone,
               f.names[1 + i % 11] || f.ends[1 + i / 11 % 13] AS family, f.given[1 + i / 143 % 9] AS given
          FROM generate_series(1, %1) i,
               (SELECT '{Berg,Lind,Kaz,Mor,Silv,Ost,Tann,Vog,Hart,Quist,Zell}'::text[] AS names,
                       '{"",er,mann,ova,eau,sen,ski,oğlu,ström,ić,ez,i,ard}'::text[] AS ends,
                       '{Ana,Béla,Chloë,Đorđe,Emil,Femke,Gül,Hana,Iris}'::text[] AS given) f) p;
INSERT INTO patient_clinic SELECT id, 1 + id % 3 FROM patient WHERE id > 1000;
INSERT INTO name_part
SELECT DISTINCT part FROM patient, regexp_split_to_table(search_norm(family || ' ' || given), ' ') part
    ON CONFLICT DO NOTHING;
)"_s;

// %1 appointments, %2 patients, %3 seed. Each live row has lanes of its own, so that rows may
// overlap.
const QString appointmentsSql = uR"(
SELECT setseed(0.1 + %3 * 0.01);
INSERT INTO appointment (clinic_id, department_id, doctor_id, seat, patient_id, during, starts_at, ends_at, day, status,
                         doctor_lane, patient_lane, reason, created_by)
SELECT p.clinic, p.department, p.doctor, CASE WHEN p.doctor IS NULL THEN 10 + n % 32000 END,
       1001 + (r.c * (%2 - 1))::int, tstzrange(s.at, s.at + interval '20 min'), s.at, s.at + interval '20 min',
       r.day, (r.d * 7.999)::int % 8, n % 32000, n % 32000,
       CASE n % 5 WHEN 0 THEN 'Back pain' WHEN 1 THEN 'Röntgen 100%%' ELSE '' END, 1
  FROM (SELECT n, current_date - 200 + (random() * 240)::int AS day, (random() * 287)::int * interval '5 min' AS time,
               1 + (random() * 5.999)::int AS place, random() AS c, random() AS d
          FROM generate_series(1, %1) n) r
  JOIN (VALUES (1, 1, 1, 1, 'Europe/Berlin'), (2, 1, 1, 2, 'Europe/Berlin'), (3, 1, 3, 1, 'Europe/Berlin'),
               (4, 2, 4, 3, 'America/New_York'), (5, 3, 5, 4, 'Asia/Tokyo'), (6, 1, 2, NULL, 'Europe/Berlin'))
       p (place, clinic, department, doctor, zone) ON p.place = least(r.place, 6)
 CROSS JOIN LATERAL (SELECT (r.day + r.time) AT TIME ZONE p.zone AS at) s
 WHERE (s.at AT TIME ZONE p.zone)::date = r.day;
SELECT rebuild_tallies();
)"_s;

} // namespace

QString crowdedClinicSql(int patients, int appointments, int seed)
{
    // The placeholders of the reasons' per cent signs are not QString's: only %1 to %3 are
    // replaced.
    QString rows = appointmentsSql;
    rows.replace(u"%1"_s, QString::number(appointments));
    rows.replace(u"%2"_s, QString::number(patients));
    rows.replace(u"%3"_s, QString::number(seed));
    rows.replace(u"%%"_s, u"%"_s);
    return placesSql % patientsSql.arg(patients) % rows;
}

} // namespace clinidesk
