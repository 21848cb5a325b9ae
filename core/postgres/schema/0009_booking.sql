-- book(): the one way an appointment comes into being.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Raises CD001 when the patient was booked too often of late. Under the patient's lock, so two
-- desks can't both take the last place. Bookings into the past (a right of its own) don't count:
-- that keeps the walk to the few appointments from yesterday on.
CREATE FUNCTION require_below_limit(clinic int, patient bigint) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    most int;
    window_s int;
    made int;
    oldest timestamptz;
BEGIN
    SELECT (max(s.value #>> '{}') FILTER (WHERE s.key = 'booking.limit'))::int,
           (max(s.value #>> '{}') FILTER (WHERE s.key = 'booking.window_s'))::int
      INTO most, window_s
      FROM settings s
     WHERE s.key IN ('booking.limit', 'booking.window_s')
       AND s.clinic_id IS NOT DISTINCT FROM (
            SELECT max(t.clinic_id) FROM settings t WHERE t.key = s.key AND t.clinic_id = require_below_limit.clinic);
    most := coalesce(most, 10);
    window_s := coalesce(window_s, 3600);
    SELECT count(*), min(made_at) INTO made, oldest
      FROM (SELECT a.created_at AS made_at FROM appointment a
             WHERE a.patient_id = require_below_limit.patient AND a.day >= current_date - 2
               AND a.created_at > now() - make_interval(secs => window_s)
             ORDER BY a.created_at DESC LIMIT most) recent;
    IF made >= most THEN
        RAISE EXCEPTION 'too many bookings of one patient' USING ERRCODE = 'CD001',
            DETAIL = json_build_object('limit', most, 'window_s', window_s, 'retry_after_s', greatest(1,
                ceil(extract(epoch FROM oldest + make_interval(secs => window_s) - now()))::int));
    END IF;
END $$;

-- Raises the lane of each constraint that stands in the way: a deliberate double booking.
CREATE FUNCTION next_lanes(a appointment) RETURNS appointment
LANGUAGE plpgsql AS $$
BEGIN
    WHILE a.doctor_id IS NOT NULL AND doctor_conflict(a, false) IS NOT NULL LOOP
        a.doctor_lane := a.doctor_lane + 1;
    END LOOP;
    WHILE patient_conflict(a, false) IS NOT NULL LOOP
        a.patient_lane := a.patient_lane + 1;
    END LOOP;
    RETURN a;
END $$;

CREATE FUNCTION book(request uuid, clinic int, department int, doctor int, patient bigint,
                     starts_at timestamptz, minutes int, reason text, double_book boolean)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    doubly CONSTANT boolean := coalesce(book.double_book, false);
    asked request;
    place record;
    a appointment;
    first_day int;
    last_day int;
    seats_of int;
    refused text;
BEGIN
    IF book.clinic IS NULL OR NOT book.clinic = ANY (who.clinics) OR (doubly AND NOT 'double_book' = ANY (who.rights)) THEN
        PERFORM deny();
    END IF;
    asked := claim_request(book.request, 'book', jsonb_build_array(book.clinic, book.department, book.doctor,
        book.patient, book.starts_at, book.minutes, book.reason, doubly));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    PERFORM require_sane_time(book.starts_at, book.minutes, 'past' = ANY (who.rights));
    a.reason := checked_text('reason', book.reason, 500);
    IF doubly AND a.reason = '' THEN
        PERFORM refuse('reason', 'missing');
    END IF;

    SELECT c.zone, c.status, d.id AS department_id, d.needs_review, d.capacity, dd.doctor_id, p.id AS patient_id, p.died_on,
           EXISTS (SELECT FROM patient_clinic pc WHERE pc.patient_id = p.id AND pc.clinic_id = c.id) AS registered
      INTO place
      FROM clinic c
      LEFT JOIN department d ON d.id = book.department AND d.clinic_id = c.id
      LEFT JOIN (doctor_department dd JOIN doctor o ON o.id = dd.doctor_id AND o.status = 'approved')
             ON dd.doctor_id = book.doctor AND dd.department_id = d.id
      LEFT JOIN patient p ON p.id = book.patient
     WHERE c.id = book.clinic;
    CASE
        WHEN place.status <> 'open' THEN PERFORM refuse('clinic', 'closed');
        WHEN place.department_id IS NULL THEN
            PERFORM refuse('department', CASE WHEN book.department IS NULL THEN 'missing' ELSE 'unknown' END);
        WHEN book.doctor IS NOT NULL AND place.doctor_id IS NULL THEN PERFORM refuse('doctor', 'unknown');
        WHEN book.doctor IS NULL AND place.capacity = 0 THEN PERFORM refuse('doctor', 'missing');
        WHEN place.patient_id IS NULL THEN
            PERFORM refuse('patient', CASE WHEN book.patient IS NULL THEN 'missing' ELSE 'unknown' END);
        WHEN place.died_on IS NOT NULL THEN PERFORM refuse('patient', 'past');
        ELSE NULL;
    END CASE;

    a.id := -1; -- no row's id, so that the probes leave none out
    a.clinic_id := book.clinic;
    a.department_id := book.department;
    a.doctor_id := book.doctor;
    a.patient_id := book.patient;
    a.starts_at := book.starts_at;
    a.ends_at := book.starts_at + make_interval(mins => book.minutes);
    a.day := (book.starts_at AT TIME ZONE place.zone)::date;
    a.status := CASE WHEN place.needs_review THEN 0 ELSE 1 END;
    a.doctor_lane := 0;
    a.room_lane := 0;
    a.patient_lane := 0;
    IF NOT doubly THEN
        PERFORM require_open(a.clinic_id, place.zone, a.doctor_id, a.department_id, a.starts_at, a.ends_at);
    END IF;

    -- Without the locks first: a time long taken is refused without queueing with those who want it too.
    IF NOT doubly AND a.doctor_id IS NOT NULL AND EXISTS (
            SELECT FROM appointment o
             WHERE o.doctor_id = a.doctor_id AND o.status <= 3 AND o.starts_at < a.ends_at
               AND o.starts_at > a.starts_at - interval '8 hours' AND o.ends_at > a.starts_at) THEN
        PERFORM require_free(a, true);
    END IF;
    first_day := a.starts_at::date - date '2000-01-01';
    last_day := (a.ends_at - interval '1 microsecond')::date - date '2000-01-01';
    seats_of := CASE WHEN a.doctor_id IS NULL THEN a.department_id END;
    -- Lock keys: kind << 59 | id << 20 | UTC day; kinds 1 doctor, 2 room, 3 department (seats), 4 patient
    -- (no day). At most two days; written in rising order. A null key takes no lock.
    PERFORM pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + first_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + last_day),
            pg_advisory_xact_lock((4::bigint << 59) + a.patient_id);

    IF NOT 'over_limit' = ANY (who.rights) THEN
        PERFORM require_below_limit(a.clinic_id, a.patient_id);
    END IF;
    IF a.doctor_id IS NULL THEN
        a.seat := free_seat(a);
    END IF;
    IF doubly THEN
        a := next_lanes(a);
    END IF;
    -- Both probes in one statement; require_free() asks again only to say what it is.
    IF a.doctor_id IS NULL OR EXISTS (
            SELECT FROM appointment o
             WHERE o.doctor_id = a.doctor_id AND o.status <= 3 AND o.starts_at < a.ends_at
               AND o.starts_at > a.starts_at - interval '8 hours' AND o.ends_at > a.starts_at)
       OR EXISTS (
            SELECT FROM appointment o
             WHERE o.patient_id = a.patient_id AND o.day BETWEEN a.day - 2 AND a.day + 2 AND o.status <= 3
               AND o.starts_at < a.ends_at AND o.ends_at > a.starts_at) THEN
        PERFORM require_free(a, NOT doubly);
    END IF;
    BEGIN
        INSERT INTO appointment (clinic_id, department_id, doctor_id, seat, patient_id, during, starts_at, ends_at,
                                 day, status, doctor_lane, patient_lane, reason, created_by)
        VALUES (a.clinic_id, a.department_id, a.doctor_id, a.seat, a.patient_id, tstzrange(a.starts_at, a.ends_at, '[)'),
                a.starts_at, a.ends_at, a.day, a.status, a.doctor_lane, a.patient_lane, a.reason, who.staff_id)
        RETURNING * INTO a;
    EXCEPTION WHEN exclusion_violation THEN
        GET STACKED DIAGNOSTICS refused = CONSTRAINT_NAME;
        PERFORM refuse_by_constraint(refused, a);
    END;
    IF NOT place.registered THEN
        INSERT INTO patient_clinic (patient_id, clinic_id) VALUES (a.patient_id, a.clinic_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN finish_change(asked, who, 'book', NULL, a, 'confirmation');
END $$;
GRANT EXECUTE ON FUNCTION book(uuid, int, int, int, bigint, timestamptz, int, text, boolean) TO clinidesk_receptionist;
RESET ROLE;
