-- What the screens show of an appointment.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE TYPE appointment_row AS (
    appointment_id bigint, clinic_id int, zone text, department_id int, department text, doctor_id int, doctor text,
    patient_id bigint, mrn text, family text, given text, birth_date date, died_on date, starts_at timestamptz,
    ends_at timestamptz, day date, status smallint, version int, reason text, arrived_at timestamptz, started_at timestamptz);

CREATE FUNCTION doctor_name(title text, family text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN btrim(title || ' ' || family);

-- Whose reason is shown to whom: a doctor his own appointments', a receptionist only what she may
-- still have to arrange (reasons of past visits are clinical), an administrator none.
CREATE FUNCTION may_read_reason(role text, own_doctor int, doctor_id int, status smallint, day date, today date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE role WHEN 'doctor' THEN coalesce(doctor_id = own_doctor, false)
                 WHEN 'receptionist' THEN status <= 3 AND day >= today
                 ELSE false END;

-- The rows of these appointments in this order, the reason only where the caller may read it.
-- Whether the caller may see the rows at all is for the calling function to know. (In plpgsql, here
-- and below: a function in SQL that can't be inlined is planned anew at every call.)
CREATE FUNCTION appointment_rows(who caller_row, ids bigint[]) RETURNS SETOF appointment_row
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT a.id, a.clinic_id, c.zone, a.department_id, e.name, a.doctor_id, doctor_name(d.title, d.family),
           a.patient_id, p.mrn, p.family, p.given, p.birth_date, p.died_on, a.starts_at, a.ends_at, a.day, a.status, a.version,
           CASE WHEN may_read_reason(who.role, who.doctor_id, a.doctor_id, a.status, a.day, (now() AT TIME ZONE c.zone)::date)
                THEN a.reason END,
           a.arrived_at, a.started_at
      FROM unnest(ids) WITH ORDINALITY wanted (id, place)
      JOIN appointment a ON a.id = wanted.id
      JOIN clinic c ON c.id = a.clinic_id
      JOIN department e ON e.id = a.department_id
      JOIN patient p ON p.id = a.patient_id
      LEFT JOIN doctor d ON d.id = a.doctor_id
     ORDER BY wanted.place;
END $$;

-- Raises P0002 for an appointment that isn't there or isn't the doctor's to see, 42501 for one of
-- another clinic. A doctor sees his own and the requests that wait in his departments.
CREATE FUNCTION require_appointment(who caller_row, appointment bigint) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    found record;
BEGIN
    SELECT a.clinic_id, a.doctor_id, a.department_id, a.status INTO found FROM appointment a WHERE a.id = appointment;
    IF found IS NULL THEN
        RAISE EXCEPTION 'no such appointment' USING ERRCODE = 'P0002', DETAIL = '{}';
    ELSIF NOT found.clinic_id = ANY (who.clinics) THEN
        RAISE EXCEPTION 'not a clinic of the caller' USING ERRCODE = '42501', DETAIL = '{}';
    ELSIF who.role = 'doctor' AND found.doctor_id IS DISTINCT FROM who.doctor_id
          AND NOT (found.status = 0 AND EXISTS (SELECT FROM doctor_department dd WHERE dd.doctor_id = who.doctor_id
                                                   AND dd.department_id = found.department_id)) THEN
        RAISE EXCEPTION 'no such appointment' USING ERRCODE = 'P0002', DETAIL = '{}';
    END IF;
    RETURN found.clinic_id;
END $$;

CREATE FUNCTION day_list(clinic int, on_day date) RETURNS SETOF appointment_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who caller_row := caller();
    the_day date;
    ids bigint[];
BEGIN
    PERFORM require_clinic(who, clinic);
    the_day := coalesce(on_day, clinic_today(clinic));
    IF who.role = 'doctor' THEN
        SELECT array_agg(x.id ORDER BY x.starts_at, x.id) INTO ids FROM (
            SELECT a.id, a.starts_at FROM appointment a
             WHERE a.clinic_id = clinic AND a.doctor_id = who.doctor_id AND a.day = the_day
            UNION
            SELECT a.id, a.starts_at FROM doctor_department dd
              JOIN appointment a ON a.clinic_id = clinic AND a.department_id = dd.department_id
                                AND a.day = the_day AND a.status = 0
             WHERE dd.doctor_id = who.doctor_id) x;
    ELSE
        SELECT array_agg(a.id ORDER BY a.starts_at, a.id) INTO ids
          FROM appointment a WHERE a.clinic_id = clinic AND a.day = the_day;
    END IF;
    INSERT INTO audit (clinic_id, who, action, entity, facts)
    VALUES (clinic, who.login, 'day_list', 'appointment',
            jsonb_build_object('day', the_day, 'rows', coalesce(cardinality(ids), 0)));
    RETURN QUERY SELECT * FROM appointment_rows(who, ids);
END $$;

CREATE FUNCTION appointment_card(appointment bigint) RETURNS SETOF appointment_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who caller_row := caller();
    the_clinic int := require_appointment(who, appointment);
BEGIN
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    VALUES (the_clinic, who.login, 'appointment_card', 'appointment', appointment);
    RETURN QUERY SELECT * FROM appointment_rows(who, ARRAY[appointment]);
END $$;

-- The changed columns of an event as the screens show them: names for ids, instants in UTC.
CREATE FUNCTION shown_columns(columns jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_object_agg(CASE k.key WHEN 'doctor_id' THEN 'doctor' WHEN 'department_id' THEN 'department' ELSE k.key END,
        CASE k.key
            WHEN 'doctor_id' THEN to_jsonb((SELECT doctor_name(d.title, d.family) FROM doctor d WHERE d.id = (k.value)::int))
            WHEN 'department_id' THEN to_jsonb((SELECT e.name FROM department e WHERE e.id = (k.value)::int))
            WHEN 'status' THEN to_jsonb((k.value)::int)
            ELSE to_jsonb(to_char((k.value)::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        END)
      FROM jsonb_each_text(columns) k
     WHERE k.key IN ('status', 'starts_at', 'ends_at', 'doctor_id', 'department_id'));
END $$;

CREATE FUNCTION appointment_events(appointment bigint)
RETURNS TABLE (event_id bigint, at timestamptz, staff_name text, action text, was jsonb, became jsonb, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caller_row := caller();
BEGIN
    PERFORM require_appointment(who, appointment);
    RETURN QUERY
    SELECT v.id, v.at, s.display_name, v.action, shown_columns(v.was), coalesce(shown_columns(v.became), '{}'), v.why
      FROM appointment_event v JOIN staff s ON s.id = v.staff_id
     WHERE v.appointment_id = appointment ORDER BY v.id;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION doctor_name(text, text), may_read_reason(text, int, int, smallint, date, date),
    appointment_rows(caller_row, bigint[]), require_appointment(caller_row, bigint), day_list(int, date),
    appointment_card(bigint), shown_columns(jsonb), appointment_events(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION day_list(int, date), appointment_card(bigint), appointment_events(bigint)
    TO clinidesk_receptionist, clinidesk_doctor;
