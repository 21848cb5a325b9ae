#include "tests/support/SmallClinic.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString smallClinicSql()
{
    return uR"(
SET search_path = clinidesk, public;

INSERT INTO clinic (id, name, address, zone) VALUES
    (1, 'Riverside Clinic', 'Ufer 1, Berlin', 'Europe/Berlin'),
    (2, 'Harbour Clinic', '1 Pier Road, New York', 'America/New_York');
INSERT INTO department (id, clinic_id, name, slot_minutes, capacity, needs_review) VALUES
    (1, 1, 'Cardiology', 20, 0, false),
    (2, 1, 'Vaccination', 10, 2, false),
    (3, 1, 'Dermatology', 30, 0, true),
    (4, 2, 'Paediatrics', 15, 0, false);
INSERT INTO doctor (id, family, given, registration_no, specialisation, email) VALUES
    (1, 'Weber', 'Jonas', 'R-1001', 'Cardiology', 'jonas.weber@example.org'),
    (2, 'Okafor', 'Ada', 'R-1002', 'Cardiology', 'ada.okafor@example.org'),
    (3, 'Tran', 'Minh', 'R-1003', 'Paediatrics', 'minh.tran@example.org');
INSERT INTO doctor_department VALUES (1, 1), (1, 3), (2, 1), (3, 4);
INSERT INTO room (clinic_id, name) VALUES (1, 'Room 1'), (1, 'Room 2'), (2, 'Room 1');

INSERT INTO working_hours (clinic_id, doctor_id, department_id, weekday, starts, ends)
SELECT c.clinic, c.doctor, c.department, d, '08:00', '18:00'
  FROM (VALUES (1, 1, NULL), (1, 2, NULL), (1, NULL, 2), (2, 3, NULL)) AS c (clinic, doctor, department)
 CROSS JOIN generate_series(1, 7) AS d;
INSERT INTO day_capacity (clinic_id, doctor_id, day, minutes)
SELECT c.clinic, c.doctor, d::date, 600
  FROM (VALUES (1, 1), (1, 2), (2, 3)) AS c (clinic, doctor)
 CROSS JOIN generate_series(current_date - 60, current_date + 400, interval '1 day') AS d;

INSERT INTO staff (id, login, display_name, role, doctor_id, rights, password_expires_at) VALUES
    (1, 'rita', 'Rita Bauer', 'receptionist', NULL, '{}', 'infinity'),
    (2, 'ruth', 'Ruth Silva', 'receptionist', NULL, '{double_book,over_limit,past}', 'infinity'),
    (3, 'jonas', 'Dr Jonas Weber', 'doctor', 1, '{}', 'infinity'),
    (4, 'alma', 'Alma Costa', 'admin', NULL, '{}', 'infinity'),
    (5, 'wanda', 'Worker', 'worker', NULL, '{}', 'infinity'),
    (6, 'elsa', 'Elsa Brandt', 'receptionist', NULL, '{}', now() - interval '1 day');
INSERT INTO staff_clinic VALUES (1, 1), (2, 1), (2, 2), (3, 1), (4, 1), (4, 2), (6, 1);

INSERT INTO patient (id, mrn, title, family, given, birth_date, sex, phone, email, search, phone_digits)
SELECT p.*, ' ' || search_norm(family || ' ' || given || ' ' || mrn) || ' ', search_phone(phone)
  FROM (VALUES
    (1, 'M-000001', '', 'Müller', 'Sara', date '1977-12-19', 'female', '+49 30 5550101', 'sara@example.org'),
    (2, 'M-000002', '', 'Nguyễn', 'Thị Hương', date '1990-02-28', 'female', '+49 30 5550102', ''),
    (3, 'M-000003', '', '王', '小明', date '2001-05-05', 'male', '030 5550103', ''),
    (4, 'M-000004', '', 'حداد', 'ليلى', date '1984-08-01', 'female', '+1 212 5550104', 'leila@example.org'),
    (5, 'M-000005', '', 'O’Neill-Fernández', 'Siobhán', date '1969-07-20', 'female', '+1 212 5550105', ''),
    (6, 'M-000006', 'Mr', 'Doe', 'John', NULL::date, 'male', '', '')
  ) AS p (id, mrn, title, family, given, birth_date, sex, phone, email);
INSERT INTO patient_clinic VALUES (1, 1), (2, 1), (3, 1), (4, 1), (4, 2), (5, 2), (6, 1);
INSERT INTO name_part
SELECT DISTINCT part FROM patient, regexp_split_to_table(search_norm(family || ' ' || given), ' ') AS part
    ON CONFLICT DO NOTHING;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['clinic', 'department', 'doctor', 'staff', 'patient'] LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), (SELECT max(id) FROM %I))',
                       'clinidesk.' || name, name);
    END LOOP;
END $$;
-- Nobody was there yet to hear of it.
DELETE FROM outbox;
RESET search_path;
)"_s;
}

QString smallClinicLoginsSql()
{
    const QList<std::pair<QString, QString>> people{
        {logins::receptionist, u"receptionist"_s},
        {logins::chief, u"receptionist"_s},
        {logins::doctor, u"doctor"_s},
        {logins::admin, u"admin"_s},
        {logins::worker, u"worker"_s},
        {logins::expired, u"receptionist"_s},
    };
    QString sql;
    for (const auto &[login, role] : people) {
        sql += u"CREATE ROLE %1 LOGIN PASSWORD '%2' IN ROLE clinidesk_%3;\n"_s.arg(
            login, logins::password, role);
    }
    return sql;
}

} // namespace clinidesk
