-- Indexes and constraints of the big tables, apart so that a bulk load can drop and remake them.
-- They are made by one procedure, used here and by the loader, so the two can't differ.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;

-- Live is status 0 to 3; `status <= 3` is the partial predicate everywhere.
CREATE PROCEDURE make_bulk_indexes() LANGUAGE plpgsql AS $$
BEGIN
    CREATE INDEX appointment_by_clinic ON clinidesk.appointment (clinic_id, day, starts_at, id) INCLUDE (status);
    CREATE INDEX appointment_by_doctor ON clinidesk.appointment (clinic_id, doctor_id, day, starts_at, id) INCLUDE (status, department_id, patient_id);
    CREATE INDEX appointment_by_department ON clinidesk.appointment (clinic_id, department_id, day, starts_at, id) INCLUDE (status);
    CREATE INDEX appointment_by_patient ON clinidesk.appointment (patient_id, day, starts_at, id) INCLUDE (status);
    CREATE INDEX appointment_live_doctor ON clinidesk.appointment (doctor_id, starts_at) INCLUDE (ends_at, doctor_lane) WHERE status <= 3;
    CREATE INDEX appointment_live_department ON clinidesk.appointment (department_id, starts_at) INCLUDE (ends_at, seat) WHERE status <= 3 AND doctor_id IS NULL;
    ALTER TABLE clinidesk.appointment
        ADD CONSTRAINT appointment_doctor_free EXCLUDE USING gist (doctor_id WITH =, doctor_lane WITH =, during WITH &&) WHERE (status <= 3 AND doctor_id IS NOT NULL),
        ADD CONSTRAINT appointment_room_free EXCLUDE USING gist (room_id WITH =, room_lane WITH =, during WITH &&) WHERE (status <= 3 AND room_id IS NOT NULL),
        ADD CONSTRAINT appointment_patient_free EXCLUDE USING gist (patient_id WITH =, patient_lane WITH =, during WITH &&) WHERE (status <= 3),
        ADD CONSTRAINT appointment_seat_free EXCLUDE USING gist (department_id WITH =, seat WITH =, during WITH &&) WHERE (status <= 3 AND doctor_id IS NULL);
    CREATE INDEX appointment_event_by_appointment ON clinidesk.appointment_event (appointment_id, id);
    CREATE INDEX patient_search_trigrams ON clinidesk.patient USING gin (search public.gin_trgm_ops);
    CREATE INDEX patient_phone_trigrams ON clinidesk.patient USING gin (phone_digits public.gin_trgm_ops);
    CREATE INDEX patient_by_phone ON clinidesk.patient (phone_digits);
    CREATE INDEX patient_by_phone_end ON clinidesk.patient (reverse(phone_digits));
    CREATE INDEX patient_by_birth_date ON clinidesk.patient (birth_date);
    CREATE INDEX patient_clinic_by_clinic ON clinidesk.patient_clinic (clinic_id, patient_id);
    CREATE INDEX name_part_near ON clinidesk.name_part USING gist (part public.gist_trgm_ops);
END $$;

CREATE PROCEDURE drop_bulk_indexes() LANGUAGE plpgsql AS $$
BEGIN
    DROP INDEX IF EXISTS clinidesk.appointment_by_clinic, clinidesk.appointment_by_doctor, clinidesk.appointment_by_department,
        clinidesk.appointment_by_patient, clinidesk.appointment_live_doctor, clinidesk.appointment_live_department,
        clinidesk.appointment_event_by_appointment, clinidesk.patient_search_trigrams, clinidesk.patient_phone_trigrams,
        clinidesk.patient_by_phone, clinidesk.patient_by_phone_end, clinidesk.patient_by_birth_date, clinidesk.patient_clinic_by_clinic, clinidesk.name_part_near;
    ALTER TABLE clinidesk.appointment
        DROP CONSTRAINT IF EXISTS appointment_doctor_free, DROP CONSTRAINT IF EXISTS appointment_room_free,
        DROP CONSTRAINT IF EXISTS appointment_patient_free, DROP CONSTRAINT IF EXISTS appointment_seat_free;
END $$;

CALL make_bulk_indexes();
RESET ROLE;
