-- Who may touch which table. Row-level security is forced on every one; only the functions' owner
-- writes, and what a group may read directly is listed here and nowhere else. Patients and notes
-- are readable by nobody: functions serve them and write the audit row.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class
                WHERE relnamespace = 'clinidesk'::regnamespace AND relkind = 'r' ORDER BY relname
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY functions ON %I TO clinidesk_owner, clinidesk_api '
                       'USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO clinidesk_api', name);
    END LOOP;
END $$;

-- History and audit are written once.
REVOKE UPDATE, DELETE ON appointment_event FROM clinidesk_api;
REVOKE DELETE ON appointment, audit, patient, staff FROM clinidesk_api;
REVOKE INSERT, UPDATE, DELETE ON status_step, migration FROM clinidesk_api;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA clinidesk TO clinidesk_api;
ALTER DEFAULT PRIVILEGES FOR ROLE clinidesk_owner IN SCHEMA clinidesk
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO clinidesk_api;

-- The clinic's furniture: whoever works there. The sub-select makes one InitPlan of the question.
CREATE POLICY own_clinics ON clinic FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON department FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON room FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON working_hours FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON day_capacity FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON settings FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (clinic_id IS NULL OR clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_clinics ON doctor_department FOR SELECT
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (department_id IN (SELECT d.id FROM department d));
CREATE POLICY own_clinics ON doctor FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (id IN (SELECT dd.doctor_id FROM doctor_department dd));
CREATE POLICY own_clinics ON absence FOR SELECT TO clinidesk_receptionist, clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[])
           OR (clinic_id IS NULL AND doctor_id IN (SELECT d.id FROM doctor d)));
CREATE POLICY own_absence ON absence FOR SELECT TO clinidesk_doctor
    USING (doctor_id = (SELECT (caller()).doctor_id));
GRANT SELECT ON clinic, department, room, working_hours, day_capacity, settings, doctor_department, doctor, absence
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;

-- Appointments. The reason is clinical: day_list and history_page decide who reads which.
CREATE POLICY own_clinics ON appointment FOR SELECT TO clinidesk_receptionist
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_appointments ON appointment FOR SELECT TO clinidesk_doctor
    USING (doctor_id = (SELECT (caller()).doctor_id));
CREATE POLICY waiting_requests ON appointment FOR SELECT TO clinidesk_doctor
    USING (status = 0 AND department_id IN
           (SELECT dd.department_id FROM doctor_department dd WHERE dd.doctor_id = (SELECT (caller()).doctor_id)));
GRANT SELECT (id, clinic_id, department_id, doctor_id, seat, room_id, patient_id, during, starts_at, ends_at, day,
              status, version, schedule_version, arrived_at, started_at, created_by, created_at)
    ON appointment TO clinidesk_receptionist, clinidesk_doctor;
CREATE POLICY of_seen_appointments ON appointment_event FOR SELECT TO clinidesk_receptionist, clinidesk_doctor
    USING (EXISTS (SELECT FROM appointment a WHERE a.id = appointment_id));
GRANT SELECT ON appointment_event TO clinidesk_receptionist, clinidesk_doctor;
CREATE POLICY everyone ON status_step FOR SELECT
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker USING (true);
GRANT SELECT ON status_step TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;

-- Nobody is granted SELECT here; the policies stand for the day somebody grants it by mistake.
CREATE POLICY own_clinics ON patient_clinic FOR SELECT TO clinidesk_receptionist
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
CREATE POLICY own_patients ON patient_clinic FOR SELECT TO clinidesk_doctor
    USING (EXISTS (SELECT FROM appointment a WHERE a.patient_id = patient_clinic.patient_id
                   AND a.doctor_id = (SELECT (caller()).doctor_id)));
CREATE POLICY registered ON patient FOR SELECT TO clinidesk_receptionist
    USING (EXISTS (SELECT FROM patient_clinic pc WHERE pc.patient_id = id));
CREATE POLICY own_patients ON patient FOR SELECT TO clinidesk_doctor
    USING (EXISTS (SELECT FROM appointment a WHERE a.patient_id = patient.id
                   AND a.doctor_id = (SELECT (caller()).doctor_id)));
CREATE POLICY own_notes ON note FOR SELECT TO clinidesk_doctor
    USING (doctor_id = (SELECT (caller()).doctor_id));

CREATE POLICY own_clinics ON waitlist FOR SELECT TO clinidesk_receptionist
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
GRANT SELECT ON waitlist TO clinidesk_receptionist;
CREATE POLICY own_notices ON notice FOR SELECT TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin
    USING (staff_id = (SELECT (caller()).staff_id));
GRANT SELECT ON notice TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
CREATE POLICY own_clinics ON audit FOR SELECT TO clinidesk_admin
    USING (clinic_id = ANY ((SELECT (caller()).clinics)::int[]));
-- Searches and patients' cards aren't about one clinic; who looked is.
CREATE POLICY own_colleagues ON audit FOR SELECT TO clinidesk_admin
    USING (clinic_id IS NULL AND who = ANY ((SELECT colleagues())::text[]));
GRANT SELECT ON audit TO clinidesk_admin;
RESET ROLE;

-- What PostgreSQL gives to everybody and a clinic can't: with the lock keys of the functions anybody
-- could stop the bookings of any doctor or the audit's chain, and pg_locks tells which patient is
-- being booked with whom, at any clinic. Large objects would be a place to fill the disk.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT p.oid::regprocedure::text FROM pg_proc p
                WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ '^pg_(try_)?advisory_' ORDER BY 1
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO clinidesk_owner, clinidesk_api', name);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_lock_status() FROM PUBLIC;
REVOKE SELECT ON pg_catalog.pg_locks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_lock_status() TO pg_monitor;
GRANT SELECT ON pg_catalog.pg_locks TO pg_monitor;
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(int), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea)
    FROM PUBLIC;
