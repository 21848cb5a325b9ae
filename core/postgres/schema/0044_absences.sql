-- Absences at the desk: whom one concerns, and what can be offered to them.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Raises 22023 unless it is a time that somebody can still be away for, a year at most.
CREATE FUNCTION require_absence(starts_at timestamptz, ends_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF starts_at IS NULL OR ends_at IS NULL THEN
        PERFORM refuse(CASE WHEN starts_at IS NULL THEN 'starts_at' ELSE 'ends_at' END, 'missing');
    ELSIF NOT isfinite(starts_at) OR NOT isfinite(ends_at) OR ends_at > now() + interval '10 years' THEN
        PERFORM refuse('ends_at', 'range');
    ELSIF starts_at >= ends_at THEN
        PERFORM refuse('ends_at', 'reversed');
    ELSIF ends_at <= now() THEN
        PERFORM refuse('ends_at', 'past');
    ELSIF ends_at > starts_at + interval '366 days 1 hour' THEN -- a leap year whose clock was turned once
        PERFORM refuse('ends_at', 'range', 366);
    END IF;
END $$;

-- As before, and of two desks that enter the same the second is told: an absence within one that
-- stands already raises 23P01. Those that reach beyond it stand side by side.
CREATE OR REPLACE FUNCTION add_absence(request uuid, clinic int, doctor int, department int, starts_at timestamptz,
                                       ends_at timestamptz, reason text, OUT absence_id bigint, OUT tags text[])
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    clinics int[];
    standing bigint;
BEGIN
    asked := claim_request(add_absence.request, 'add_absence', jsonb_build_array(add_absence.clinic,
        add_absence.doctor, add_absence.department, add_absence.starts_at, add_absence.ends_at, add_absence.reason));
    IF asked.answer IS NOT NULL THEN
        add_absence.absence_id := asked.answer -> 'absence_id';
        add_absence.tags := ARRAY(SELECT jsonb_array_elements_text(asked.answer -> 'tags'));
        RETURN;
    END IF;
    clinics := clinics_of_hours(who, add_absence.clinic, add_absence.doctor, add_absence.department);
    PERFORM require_absence(add_absence.starts_at, add_absence.ends_at);
    PERFORM pg_advisory_xact_lock((5::bigint << 59) + coalesce(add_absence.doctor, 0)); -- as put_hours()
    SELECT min(b.id) INTO standing FROM absence b
     WHERE (b.doctor_id = add_absence.doctor OR b.department_id = add_absence.department)
       AND (b.clinic_id IS NULL OR b.clinic_id = add_absence.clinic)
       AND b.starts_at <= add_absence.starts_at AND b.ends_at >= add_absence.ends_at;
    IF standing IS NOT NULL THEN
        RAISE EXCEPTION 'the time is taken' USING ERRCODE = '23P01',
            DETAIL = json_build_object('taken', 'absence', 'appointment', NULL, 'absence', standing);
    END IF;
    INSERT INTO absence (clinic_id, doctor_id, department_id, starts_at, ends_at, reason)
    VALUES (add_absence.clinic, add_absence.doctor, add_absence.department, add_absence.starts_at,
            add_absence.ends_at, checked_text('reason', add_absence.reason, 500))
    RETURNING id INTO add_absence.absence_id;
    add_absence.tags := (finish_hours(asked, who, 'add_absence', clinics, add_absence.doctor,
                                      add_absence.absence_id)).tags;
END $$;

-- The live appointments of that time at the clinic: a doctor's, or those on a department's seats. A
-- department's absence closes its seats, not its doctors.
CREATE FUNCTION appointments_in_absence(clinic int, doctor int, department int, starts_at timestamptz, ends_at timestamptz)
RETURNS TABLE (id bigint, starts timestamptz)
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    IF appointments_in_absence.doctor IS NOT NULL THEN
        RETURN QUERY SELECT a.id, a.starts_at FROM appointment a
         WHERE a.doctor_id = appointments_in_absence.doctor AND a.status <= 3 AND a.clinic_id = appointments_in_absence.clinic
           AND a.starts_at > appointments_in_absence.starts_at - interval '8 hours'
           AND a.starts_at < appointments_in_absence.ends_at AND a.ends_at > appointments_in_absence.starts_at;
    ELSE
        RETURN QUERY SELECT a.id, a.starts_at FROM appointment a
         WHERE a.department_id = appointments_in_absence.department AND a.doctor_id IS NULL AND a.status <= 3
           AND a.clinic_id = appointments_in_absence.clinic
           AND a.starts_at > appointments_in_absence.starts_at - interval '8 hours'
           AND a.starts_at < appointments_in_absence.ends_at AND a.ends_at > appointments_in_absence.starts_at;
    END IF;
END $$;

CREATE TYPE affected_row AS (
    appointment_id bigint, clinic_id int, zone text, department_id int, department text, doctor_id int, doctor text,
    patient_id bigint, mrn text, family text, given text, birth_date date, died_on date, starts_at timestamptz,
    ends_at timestamptz, day date, status smallint, version int, reason text, arrived_at timestamptz, started_at timestamptz,
    busy json);

-- Whom an absence would concern, or one that stands concerns still, by start; at most "most" of them.
-- busy: when else the patient is to be at a clinic of the caller's, milliseconds, start and end by turns.
CREATE FUNCTION absence_affected(clinic int, doctor int, department int, starts_at timestamptz, ends_at timestamptz, most int)
RETURNS SETOF affected_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    ids bigint[];
BEGIN
    PERFORM require_clinic(who, absence_affected.clinic);
    PERFORM clinics_of_hours(who, absence_affected.clinic, absence_affected.doctor, absence_affected.department);
    PERFORM require_absence(absence_affected.starts_at, absence_affected.ends_at);
    IF absence_affected.most IS NULL OR absence_affected.most NOT BETWEEN 1 AND 1000 THEN
        PERFORM refuse('most', 'range', 1000);
    END IF;
    ids := ARRAY(SELECT x.id FROM appointments_in_absence(absence_affected.clinic, absence_affected.doctor,
                        absence_affected.department, absence_affected.starts_at, absence_affected.ends_at) x
                  ORDER BY x.starts, x.id LIMIT absence_affected.most);
    INSERT INTO audit (clinic_id, who, action, entity, facts)
    VALUES (absence_affected.clinic, who.login, 'absence_affected', 'appointment',
            jsonb_build_object('doctor', absence_affected.doctor, 'department', absence_affected.department,
                               'rows', cardinality(ids)));
    RETURN QUERY
    SELECT r.*, coalesce((
            SELECT json_agg(m ORDER BY o.starts_at, o.id, n)
              FROM appointment o, unnest(ARRAY[milliseconds(o.starts_at), milliseconds(o.ends_at)]) WITH ORDINALITY t (m, n)
             WHERE o.patient_id = r.patient_id AND o.day >= (now() AT TIME ZONE r.zone)::date - 1 AND o.status <= 3
               AND o.id <> r.appointment_id AND o.clinic_id = ANY (who.clinics)), '[]')
      FROM appointment_rows(who, ids) r;
END $$;

-- What can be offered to those appointments, for the length of each: the next times of the doctor
-- (or of the seats) after the absence, and those of the other doctors of the department on the days
-- around the old time. By the functions that guard a booking; own tells the first kind.
CREATE FUNCTION absence_slots(clinic int, doctor int, department int, starts_at timestamptz, ends_at timestamptz, appointments bigint[])
RETURNS TABLE (own boolean, department_id int, doctor_id int, doctor_name text, slot_start timestamptz, slot_end timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    g record;
    asked record;
    today date;
    found free_slot[];
    missing int;
    run int;
    from_day date;
    until_day date;
BEGIN
    PERFORM require_clinic(who, absence_slots.clinic);
    PERFORM clinics_of_hours(who, absence_slots.clinic, absence_slots.doctor, absence_slots.department);
    PERFORM require_absence(absence_slots.starts_at, absence_slots.ends_at);
    IF cardinality(absence_slots.appointments) > 1000 THEN
        PERFORM refuse('appointments', 'range', 1000);
    END IF;
    today := clinic_today(absence_slots.clinic);
    FOR g IN
        SELECT a.department_id, e.capacity, make_interval(mins => e.slot_minutes) AS step, a.ends_at - a.starts_at AS length,
               count(*)::int AS n, min(a.day) AS first_day, max(a.day) AS last_day, array_agg(DISTINCT a.day) AS days
          FROM appointment a JOIN department e ON e.id = a.department_id
         WHERE a.id = ANY (absence_slots.appointments) AND a.clinic_id = absence_slots.clinic AND a.status <= 1
           AND CASE WHEN absence_slots.doctor IS NULL THEN a.doctor_id IS NULL AND a.department_id = absence_slots.department
                    ELSE a.doctor_id = absence_slots.doctor END
         GROUP BY a.department_id, e.capacity, e.slot_minutes, a.ends_at - a.starts_at
    LOOP
        missing := 3 * g.n + 10;
        run := 4;
        from_day := greatest((SELECT (absence_slots.ends_at AT TIME ZONE c.zone)::date FROM clinic c
                               WHERE c.id = absence_slots.clinic), today);
        until_day := from_day + 61;
        WHILE from_day <= until_day AND missing > 0 LOOP
            found := ARRAY(
                SELECT s FROM unnest(free_slots_between(absence_slots.clinic, g.department_id,
                    CASE WHEN absence_slots.doctor IS NOT NULL THEN ARRAY[absence_slots.doctor] END, g.capacity,
                    from_day, least(from_day + run - 1, until_day), g.step, g.length, 50000)) s
                 WHERE s.starts_at >= absence_slots.ends_at ORDER BY s.starts_at LIMIT missing);
            RETURN QUERY SELECT true, s.department_id, s.doctor_id, s.doctor, s.starts_at, s.ends_at FROM unnest(found) s;
            missing := missing - cardinality(found);
            from_day := from_day + run;
            run := least(run * 2, 16);
        END LOOP;
        RETURN QUERY
        SELECT false, g.department_id, s.doctor_id, doctor_name(d.title, d.family), s.starts_at, s.starts_at + g.length
          FROM doctor_slots(absence_slots.clinic,
                            array_remove(asked_doctors(absence_slots.clinic, g.department_id, NULL), absence_slots.doctor),
                            greatest(g.first_day - 2, today), greatest(g.last_day + 4, today), g.step, g.length) s
          JOIN doctor d ON d.id = s.doctor_id
          JOIN clinic c ON c.id = absence_slots.clinic
          JOIN (SELECT DISTINCT near + k AS day FROM unnest(g.days) near, generate_series(-2, 4) k) n
            ON n.day = (s.starts_at AT TIME ZONE c.zone)::date
         WHERE s.starts_at BETWEEN now() AND now() + interval '2 years'
         ORDER BY s.starts_at, s.doctor_id LIMIT 10000;
    END LOOP;
END $$;

-- The clinic's absences that aren't over, by start, with how many they still concern. A doctor's own.
CREATE FUNCTION absence_list(clinic int)
RETURNS TABLE (absence_id bigint, clinic_id int, doctor_id int, doctor text, department_id int, department text,
               starts_at timestamptz, ends_at timestamptz, reason text, affected int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    doctors int[];
BEGIN
    PERFORM require_clinic(who, absence_list.clinic);
    doctors := asked_doctors(absence_list.clinic, NULL, who.doctor_id);
    RETURN QUERY
    SELECT b.id, b.clinic_id, b.doctor_id, doctor_name(d.title, d.family), b.department_id, e.name, b.starts_at, b.ends_at, b.reason,
           (SELECT count(*)::int FROM appointments_in_absence(absence_list.clinic, b.doctor_id, b.department_id, b.starts_at, b.ends_at))
      FROM absence b
      LEFT JOIN doctor d ON d.id = b.doctor_id
      LEFT JOIN department e ON e.id = b.department_id
     WHERE b.ends_at > now()
       AND (b.doctor_id = ANY (doctors) AND (b.clinic_id IS NULL OR b.clinic_id = absence_list.clinic)
            OR who.doctor_id IS NULL AND e.clinic_id = absence_list.clinic)
     ORDER BY b.starts_at, b.id;
END $$;
RESET ROLE;
REVOKE EXECUTE ON FUNCTION require_absence(timestamptz, timestamptz),
    appointments_in_absence(int, int, int, timestamptz, timestamptz),
    absence_affected(int, int, int, timestamptz, timestamptz, int),
    absence_slots(int, int, int, timestamptz, timestamptz, bigint[]), absence_list(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION absence_affected(int, int, int, timestamptz, timestamptz, int), absence_list(int)
    TO clinidesk_receptionist, clinidesk_doctor;
GRANT EXECUTE ON FUNCTION absence_slots(int, int, int, timestamptz, timestamptz, bigint[]) TO clinidesk_receptionist;
