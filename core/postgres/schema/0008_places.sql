-- Where an appointment may stand: hours, absences, free lanes and seats. Internal.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Raises 22023 'closed' unless the whole time lies in the hours of that day and the next.
CREATE FUNCTION require_spans(clinic int, doctor int, department int, on_day date, during tstzrange) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    doctors CONSTANT int[] := CASE WHEN require_spans.doctor IS NOT NULL THEN ARRAY[require_spans.doctor] END;
BEGIN
    IF NOT coalesce(during <@ (
            SELECT range_agg(part)
              FROM open_spans(require_spans.clinic, doctors, require_spans.department, on_day, on_day + 1) o,
                   unnest(o.hours) part), false) THEN
        PERFORM refuse('starts_at', 'closed');
    END IF;
END $$;

-- Raises 22023 'closed' or 'absent' where nobody works at that time. open_spans() has the last word,
-- for the search of a slot and the booking of one alike; but nearly every booking lies inside one
-- row of hours on a day of 24 h, and that is quickly seen.
CREATE FUNCTION require_open(clinic int, zone text, doctor int, department int, begins timestamptz, finishes timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    on_day CONSTANT date := (begins AT TIME ZONE zone)::date;
    wall_begins CONSTANT time := (begins AT TIME ZONE zone)::time;
    wall_finishes CONSTANT interval := finishes AT TIME ZONE zone - on_day;
    plain CONSTANT boolean := (on_day + 1)::timestamp AT TIME ZONE zone - on_day::timestamp AT TIME ZONE zone = interval '24 hours';
    open boolean := false;
BEGIN
    IF plain AND require_open.doctor IS NOT NULL THEN
        open := EXISTS (SELECT FROM working_hours h, clinic c
            WHERE h.doctor_id = require_open.doctor AND h.weekday = extract(isodow FROM on_day)::smallint
              AND h.clinic_id = require_open.clinic AND on_day BETWEEN h.valid_from AND h.valid_until
              AND c.id = h.clinic_id AND greatest(h.starts, c.opens) <= wall_begins
              AND least(h.ends, c.closes)::interval >= wall_finishes);
    ELSIF plain THEN
        open := EXISTS (SELECT FROM working_hours h, clinic c
            WHERE h.department_id = require_open.department AND h.weekday = extract(isodow FROM on_day)::smallint
              AND h.clinic_id = require_open.clinic AND on_day BETWEEN h.valid_from AND h.valid_until
              AND c.id = h.clinic_id AND greatest(h.starts, c.opens) <= wall_begins
              AND least(h.ends, c.closes)::interval >= wall_finishes);
    END IF;
    -- A statement of its own: even unused, it would have to be set up each time.
    IF NOT open THEN
        PERFORM require_spans(require_open.clinic, require_open.doctor, require_open.department, on_day, tstzrange(begins, finishes));
    END IF;
    IF EXISTS (SELECT FROM absence b WHERE b.doctor_id = require_open.doctor
               AND b.ends_at > begins AND b.starts_at < finishes
               AND (b.clinic_id IS NULL OR b.clinic_id = require_open.clinic))
       OR require_open.doctor IS NULL AND EXISTS (
            SELECT FROM absence b WHERE b.department_id = require_open.department
               AND b.ends_at > begins AND b.starts_at < finishes) THEN
        PERFORM refuse('starts_at', 'absent');
    END IF;
END $$;

-- Raises 22023 unless the time is one that can be offered at all.
CREATE FUNCTION require_sane_time(begins timestamptz, minutes int, may_be_past boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF begins IS NULL THEN
        PERFORM refuse('starts_at', 'missing');
    ELSIF NOT isfinite(begins) THEN
        PERFORM refuse('starts_at', 'range');
    ELSIF date_trunc('minute', begins) <> begins THEN
        PERFORM refuse('starts_at', 'malformed');
    ELSIF begins < now() - interval '15 minutes' AND (NOT may_be_past OR begins < now() - interval '2 years') THEN
        PERFORM refuse('starts_at', 'past');
    ELSIF begins > now() + interval '2 years' THEN
        PERFORM refuse('starts_at', 'future');
    ELSIF minutes IS NULL THEN
        PERFORM refuse('minutes', 'missing');
    ELSIF minutes NOT BETWEEN 5 AND 480 OR minutes % 5 <> 0 THEN
        PERFORM refuse('minutes', 'range');
    END IF;
END $$;

-- The live appointment that stands in the doctor's way, in the same lane or in any. Appointments
-- last 8 h at most, which bounds the walk through the index.
CREATE FUNCTION doctor_conflict(a appointment, any_lane boolean) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT o.id FROM appointment o
             WHERE o.doctor_id = a.doctor_id AND o.status <= 3 AND (any_lane OR o.doctor_lane = a.doctor_lane)
               AND o.starts_at < a.ends_at AND o.starts_at > a.starts_at - interval '8 hours'
               AND o.ends_at > a.starts_at AND o.id <> a.id LIMIT 1);
END $$;

CREATE FUNCTION patient_conflict(a appointment, any_lane boolean) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT o.id FROM appointment o
             WHERE o.patient_id = a.patient_id AND o.day BETWEEN a.day - 2 AND a.day + 2 AND o.status <= 3
               AND (any_lane OR o.patient_lane = a.patient_lane) AND o.starts_at < a.ends_at
               AND o.ends_at > a.starts_at AND o.id <> a.id LIMIT 1);
END $$;

-- The first free seat of the department, the appointment's own if it is among them; null if full.
CREATE FUNCTION free_seat(a appointment) RETURNS smallint
LANGUAGE sql STABLE AS $$
    SELECT s::smallint FROM department d, generate_series(1, d.capacity) s
     WHERE d.id = a.department_id
       AND NOT EXISTS (SELECT FROM appointment o
            WHERE o.department_id = a.department_id AND o.doctor_id IS NULL AND o.status <= 3 AND o.seat = s
              AND o.starts_at < a.ends_at AND o.starts_at > a.starts_at - interval '8 hours'
              AND o.ends_at > a.starts_at AND o.id <> a.id)
     ORDER BY (s = a.seat) DESC NULLS LAST, s LIMIT 1;
$$;

-- Raises 23P01 naming what stands in the way. To be asked under the locks. An ordinary booking or move
-- yields to any lane; a deliberate double booking, and what already stands, only to its own.
CREATE FUNCTION require_free(a appointment, any_lane boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    other bigint;
BEGIN
    other := patient_conflict(a, any_lane);
    IF other IS NOT NULL THEN
        PERFORM refuse_taken('patient', other);
    END IF;
    IF a.doctor_id IS NOT NULL THEN
        other := doctor_conflict(a, any_lane);
        IF other IS NOT NULL THEN
            PERFORM refuse_taken('doctor', other);
        END IF;
    ELSIF a.seat IS NULL OR free_seat(a) IS DISTINCT FROM a.seat THEN
        PERFORM refuse_taken('capacity', NULL);
    END IF;
    IF a.room_id IS NOT NULL THEN
        SELECT o.id INTO other FROM appointment o
         WHERE o.room_id = a.room_id AND o.room_lane = a.room_lane AND o.status <= 3
           AND o.during && a.during AND o.id <> a.id LIMIT 1;
        IF FOUND THEN
            PERFORM refuse_taken('room', other);
        END IF;
    END IF;
END $$;

-- The constraint spoke: the same answer in the same form.
CREATE FUNCTION refuse_by_constraint(constraint_name text, a appointment) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CASE constraint_name
        WHEN 'appointment_doctor_free' THEN PERFORM refuse_taken('doctor', doctor_conflict(a, false));
        WHEN 'appointment_patient_free' THEN PERFORM refuse_taken('patient', patient_conflict(a, false));
        WHEN 'appointment_room_free' THEN PERFORM refuse_taken('room', NULL);
        ELSE PERFORM refuse_taken('seat', NULL);
    END CASE;
END $$;

-- Writes time, place, lanes and status of an existing appointment under its next version.
CREATE FUNCTION update_place(a appointment) RETURNS appointment
LANGUAGE plpgsql AS $$
DECLARE
    refused text;
BEGIN
    UPDATE appointment o
       SET department_id = a.department_id, doctor_id = a.doctor_id, seat = a.seat, room_id = a.room_id,
           during = tstzrange(a.starts_at, a.ends_at, '[)'), starts_at = a.starts_at, ends_at = a.ends_at,
           day = a.day, status = a.status, doctor_lane = a.doctor_lane, room_lane = a.room_lane,
           patient_lane = a.patient_lane, arrived_at = a.arrived_at, started_at = a.started_at,
           version = o.version + 1, schedule_version = a.schedule_version
     WHERE o.id = a.id RETURNING o.* INTO a;
    RETURN a;
EXCEPTION WHEN exclusion_violation THEN
    GET STACKED DIAGNOSTICS refused = CONSTRAINT_NAME;
    PERFORM refuse_by_constraint(refused, a);
END $$;
RESET ROLE;
