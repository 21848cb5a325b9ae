-- How full the days of a month are: what a calendar shows in place of the appointments. What is open is
-- said by open_spans(), as for every booking.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION total_minutes(spans tstzmultirange) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(sum(extract(epoch FROM upper(s) - lower(s))) / 60, 0)::int FROM unnest(spans) s
$$;

-- The minutes of hours, without the absences, and with patients, per day; seats count each. Cancelled
-- and rejected appointments fill nothing; completed and missed ones have filled their time. Two beside
-- each other fill it once, and what lies outside the hours fills none of them: taken never exceeds open.
CREATE FUNCTION load_of_doctors(clinic int, doctors int[], first_day date, last_day date)
RETURNS TABLE (day date, offered int, open int, taken int)
LANGUAGE sql STABLE SET search_path = clinidesk, public, pg_temp AS $$
    SELECT o.day, sum(total_minutes(o.hours))::int, sum(total_minutes(o.open))::int,
           sum(total_minutes(o.open * coalesce(b.spans, '{}')))::int
      FROM open_spans(clinic, doctors, NULL, first_day, last_day) o
      LEFT JOIN (
        SELECT a.doctor_id, a.day, range_agg(tstzrange(a.starts_at, a.ends_at)) AS spans FROM appointment a
         WHERE a.clinic_id = load_of_doctors.clinic AND a.day BETWEEN first_day AND last_day
           AND a.doctor_id = ANY (doctors) AND a.status NOT IN (5, 6)
         GROUP BY a.doctor_id, a.day) b ON b.doctor_id = o.doctor_id AND b.day = o.day
     GROUP BY o.day
$$;

CREATE FUNCTION load_of_seats(clinic int, seats int[], first_day date, last_day date)
RETURNS TABLE (day date, offered int, open int, taken int)
LANGUAGE sql STABLE SET search_path = clinidesk, public, pg_temp AS $$
    SELECT o.day, sum(total_minutes(o.hours))::int, sum(total_minutes(o.open))::int,
           sum(total_minutes(o.open * coalesce(b.spans, '{}')))::int
      FROM department e
     CROSS JOIN LATERAL open_spans(clinic, NULL, e.id, first_day, last_day) o
     CROSS JOIN generate_series(1, e.capacity) seat (no)
      LEFT JOIN (
        SELECT a.department_id, a.day, a.seat, range_agg(tstzrange(a.starts_at, a.ends_at)) AS spans FROM appointment a
         WHERE a.clinic_id = load_of_seats.clinic AND a.day BETWEEN first_day AND last_day
           AND a.department_id = ANY (seats) AND a.doctor_id IS NULL AND a.status NOT IN (5, 6)
         GROUP BY a.department_id, a.day, a.seat) b ON b.department_id = e.id AND b.day = o.day AND b.seat = seat.no
     WHERE e.id = ANY (seats)
     GROUP BY o.day
$$;

-- One row per day: of the doctor, or of the department's doctors and seats, or of everybody at the
-- clinic. A doctor may ask about himself alone, and is answered so when he names nobody. No patient and
-- no name is in it, so nothing is audited.
CREATE FUNCTION day_loads(clinic int, department int, doctor int, first_day date, last_day date)
RETURNS TABLE (day date, offered int, open int, taken int, appointments int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    from_day date;
    until_day date;
    doctors int[];
    seats int[] := '{}';
    is_all bool := false;
BEGIN
    PERFORM require_clinic(who, day_loads.clinic);
    PERFORM require_days(first_day, last_day);
    from_day := coalesce(first_day, clinic_today(day_loads.clinic));
    until_day := coalesce(last_day, from_day);
    PERFORM require_days(from_day, until_day);
    IF who.role = 'doctor' AND (day_loads.department IS NOT NULL OR day_loads.doctor <> who.doctor_id) THEN
        RAISE EXCEPTION 'not your own' USING ERRCODE = '42501', DETAIL = '{"field": "doctor", "problem": "denied"}';
    END IF;
    doctors := asked_doctors(day_loads.clinic, day_loads.department, coalesce(day_loads.doctor, who.doctor_id));
    IF coalesce(day_loads.doctor, who.doctor_id) IS NULL THEN
        is_all := day_loads.department IS NULL;
        seats := ARRAY(SELECT e.id FROM department e WHERE e.clinic_id = day_loads.clinic AND e.capacity > 0
                          AND (is_all OR e.id = day_loads.department));
    END IF;
    RETURN QUERY
    WITH loads AS MATERIALIZED (
        SELECT * FROM load_of_doctors(day_loads.clinic, doctors, from_day, until_day)
        UNION ALL SELECT * FROM load_of_seats(day_loads.clinic, seats, from_day, until_day)),
    booked AS MATERIALIZED (
        SELECT a.day, count(*)::int AS number FROM appointment a
         WHERE a.clinic_id = day_loads.clinic AND a.day BETWEEN from_day AND until_day AND a.status NOT IN (5, 6)
           AND (is_all OR a.doctor_id = ANY (doctors) OR a.doctor_id IS NULL AND a.department_id = ANY (seats))
         GROUP BY a.day)
    SELECT g::date, coalesce(sum(l.offered), 0)::int, coalesce(sum(l.open), 0)::int, coalesce(sum(l.taken), 0)::int,
           coalesce(max(b.number), 0)
      FROM generate_series(from_day::timestamp, until_day::timestamp, interval '1 day') g
      LEFT JOIN loads l ON l.day = g::date
      LEFT JOIN booked b ON b.day = g::date
     GROUP BY g ORDER BY g;
END $$;
RESET ROLE;
REVOKE EXECUTE ON FUNCTION total_minutes(tstzmultirange), load_of_doctors(int, int[], date, date),
    load_of_seats(int, int[], date, date), day_loads(int, int, int, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION day_loads(int, int, int, date, date) TO clinidesk_receptionist, clinidesk_doctor;
