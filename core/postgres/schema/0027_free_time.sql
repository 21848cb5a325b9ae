-- Free time: working hours, less absences, less live bookings. What is open is said in one place,
-- open_spans, for the search of a slot and for the booking of one.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The instants whose wall clock in the zone shows that day and a time from starts until ends. Right
-- on days of 23 and 25 hours: a missing hour has no instants, a repeated one has both.
CREATE FUNCTION local_spans(zone text, on_day date, starts time, ends time) RETURNS tstzmultirange
LANGUAGE sql STABLE AS $$
    SELECT coalesce(range_agg(tstzrange(q.at + (greatest(q.wall, on_day + starts) - q.wall),
                                        q.at + (least(q.wall + interval '15 min', on_day + ends) - q.wall))), '{}')
      FROM (SELECT s.at, s.at AT TIME ZONE zone AS wall
              FROM generate_series((on_day::timestamp AT TIME ZONE 'UTC') - interval '16 h',
                                   (on_day::timestamp AT TIME ZONE 'UTC') + interval '40 h', interval '15 min') s (at)) q
     WHERE greatest(q.wall, on_day + starts) < least(q.wall + interval '15 min', on_day + ends)
$$;

-- Per day with hours: the hours inside the clinic's opening, and what absences leave of them. Of the
-- doctors, or with doctors null of the department's own seats (doctor_id null).
CREATE FUNCTION open_spans(clinic int, doctors int[], department int, first_day date, last_day date)
RETURNS TABLE (doctor_id int, day date, hours tstzmultirange, open tstzmultirange)
LANGUAGE sql STABLE AS $$
    SELECT h.doctor_id, h.day, h.hours, h.hours - coalesce(away.spans, '{}')
      FROM (SELECT w.doctor_id, d.day,
                   range_agg(CASE WHEN d.is_plain
                       THEN tstzmultirange(tstzrange(d.midnight + greatest(w.starts, c.opens)::interval,
                                                     d.midnight + least(w.ends, c.closes)::interval))
                       ELSE local_spans(c.zone, d.day, greatest(w.starts, c.opens), least(w.ends, c.closes)) END) AS hours
              FROM clinic c
             CROSS JOIN LATERAL (
                SELECT g::date AS day, extract(isodow FROM g)::smallint AS weekday, g AT TIME ZONE c.zone AS midnight,
                       ((g + interval '1 day') AT TIME ZONE c.zone) - (g AT TIME ZONE c.zone) = interval '24 h' AS is_plain
                  FROM generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') g OFFSET 0) d
              JOIN working_hours w ON w.clinic_id = c.id AND w.weekday = d.weekday
                                  AND d.day BETWEEN w.valid_from AND w.valid_until
                                  AND greatest(w.starts, c.opens) < least(w.ends, c.closes)
             WHERE c.id = clinic AND c.status = 'open'
               AND (w.doctor_id = ANY (doctors) OR (doctors IS NULL AND w.department_id = department))
             GROUP BY w.doctor_id, d.day) h
      LEFT JOIN (
        SELECT coalesce(a.doctor_id, 0) AS doctor_id, range_agg(tstzrange(a.starts_at, a.ends_at)) AS spans FROM absence a
         WHERE (a.doctor_id = ANY (doctors) OR (doctors IS NULL AND a.department_id = department))
           AND a.ends_at > (first_day - 2)::timestamp AT TIME ZONE 'UTC' AND a.starts_at < (last_day + 3)::timestamp AT TIME ZONE 'UTC'
           AND (a.clinic_id IS NULL OR a.clinic_id = clinic)
         GROUP BY 1) away ON away.doctor_id = coalesce(h.doctor_id, 0)
    OFFSET 0 -- or the planner copies the difference to every place that names open
$$;

-- The grid of the hours laid over what is free of them: every start that leaves length of free time.
CREATE FUNCTION slot_starts(hours tstzmultirange, free tstzmultirange, step interval, length interval) RETURNS SETOF timestamptz
LANGUAGE sql STABLE AS $$
    SELECT generate_series(lower(h.span) + step * ceil(extract(epoch FROM lower(f.piece) - lower(h.span)) / extract(epoch FROM step)),
                           upper(f.piece) - length, step)
      FROM unnest(hours) h (span), unnest(tstzmultirange(h.span) * free) f (piece)
     WHERE upper(f.piece) - lower(f.piece) >= length
$$;

CREATE TYPE free_slot AS (doctor_id int, doctor text, department_id int, starts_at timestamptz, ends_at timestamptz);

-- Slots of the doctors on some days. A booking lasts 8 hours at most, which bounds the look back.
CREATE FUNCTION doctor_slots(clinic int, doctors int[], first_day date, last_day date, step interval, length interval)
RETURNS TABLE (doctor_id int, starts_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT o.doctor_id, s.at
      FROM open_spans(clinic, doctors, NULL, first_day, last_day) o
     CROSS JOIN LATERAL (
        SELECT o.open - coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)), '{}') AS spans FROM appointment a
         WHERE a.doctor_id = o.doctor_id AND a.status <= 3
           AND a.starts_at > lower(o.open) - interval '8 h' AND a.starts_at < upper(o.open)) free
     CROSS JOIN LATERAL slot_starts(o.hours, free.spans, step, length) s (at)
     WHERE NOT isempty(o.open) AND NOT isempty(free.spans)
$$;

-- Starts at which one of the department's seats, 1 to capacity, stays free for the whole length.
CREATE FUNCTION seat_slots(clinic int, department int, seats int, first_day date, last_day date, step interval, length interval)
RETURNS TABLE (starts_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT s.at
      FROM open_spans(clinic, NULL, department, first_day, last_day) o
     CROSS JOIN generate_series(1, seats) seat (no)
     CROSS JOIN LATERAL (
        SELECT o.open - coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)), '{}') AS spans FROM appointment a
         WHERE a.department_id = department AND a.doctor_id IS NULL AND a.status <= 3 AND a.seat = seat.no
           AND a.starts_at > lower(o.open) - interval '8 h' AND a.starts_at < upper(o.open)) free
     CROSS JOIN LATERAL slot_starts(o.hours, free.spans, step, length) s (at)
     WHERE NOT isempty(o.open) AND NOT isempty(free.spans)
$$;

-- Raises 22023 unless the days are of our calendar, in order and at most 62.
CREATE FUNCTION require_days(first_day date, last_day date) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF first_day NOT BETWEEN '1900-01-01' AND '2199-12-31' THEN
        RAISE EXCEPTION 'bad day' USING ERRCODE = '22023', DETAIL = '{"field": "first_day", "problem": "range"}';
    ELSIF last_day NOT BETWEEN '1900-01-01' AND '2199-12-31' THEN
        RAISE EXCEPTION 'bad day' USING ERRCODE = '22023', DETAIL = '{"field": "last_day", "problem": "range"}';
    ELSIF last_day < first_day THEN
        RAISE EXCEPTION 'reversed days' USING ERRCODE = '22023', DETAIL = '{"field": "last_day", "problem": "reversed"}';
    ELSIF last_day - first_day > 61 THEN
        RAISE EXCEPTION 'too many days' USING ERRCODE = '22023', DETAIL = '{"field": "last_day", "problem": "range", "limit": 62}';
    END IF;
END $$;

-- Which doctors are asked for: approved ones of the department, or the one named if he belongs to it.
CREATE FUNCTION asked_doctors(clinic int, department int, doctor int) RETURNS int[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT d.id
      FROM doctor d JOIN doctor_department dd ON dd.doctor_id = d.id JOIN department e ON e.id = dd.department_id
     WHERE d.status = 'approved' AND e.clinic_id = clinic
       AND (asked_doctors.department IS NULL OR e.id = asked_doctors.department)
       AND (asked_doctors.doctor IS NULL OR d.id = asked_doctors.doctor));
END $$;

-- Days are looked at in runs of 1, 2, 4, …: the usual answer is near, and a full book is one query.
-- Starts lie on the department's grid; minutes changes the length only.
CREATE FUNCTION free_slots(clinic int, department int, doctor int, first_day date, last_day date, minutes int, most int)
RETURNS SETOF free_slot
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    who caller_row := caller();
    from_day date;
    until_day date;
    the_department record;
    doctors int[];
    run int := 1;
    length interval;
    step interval;
    found free_slot[];
    missing int := most;
BEGIN
    PERFORM require_clinic(who, clinic);
    PERFORM require_days(first_day, last_day);
    from_day := greatest(coalesce(first_day, clinic_today(clinic)), clinic_today(clinic));
    until_day := coalesce(last_day, from_day + 61);
    PERFORM require_days(coalesce(first_day, from_day), until_day);
    IF department IS NULL AND doctor IS NULL THEN
        RAISE EXCEPTION 'a department or a doctor is needed' USING ERRCODE = '22023', DETAIL = '{"field": "department", "problem": "missing"}';
    ELSIF minutes NOT BETWEEN 5 AND 480 OR minutes % 5 <> 0 THEN
        RAISE EXCEPTION 'bad length' USING ERRCODE = '22023', DETAIL = '{"field": "minutes", "problem": "range"}';
    ELSIF most IS NULL OR most NOT BETWEEN 1 AND 50000 THEN
        RAISE EXCEPTION 'bad number of slots' USING ERRCODE = '22023', DETAIL = '{"field": "most", "problem": "range"}';
    END IF;
    SELECT e.id, e.slot_minutes, e.capacity INTO the_department FROM department e
     WHERE e.clinic_id = clinic AND (e.id = department OR (department IS NULL AND EXISTS (
               SELECT FROM doctor_department dd WHERE dd.department_id = e.id AND dd.doctor_id = doctor)))
     ORDER BY e.id LIMIT 1;
    IF the_department IS NULL THEN
        RAISE EXCEPTION 'unknown department' USING ERRCODE = '22023', DETAIL = '{"field": "department", "problem": "unknown"}';
    END IF;
    step := make_interval(mins => the_department.slot_minutes);
    length := make_interval(mins => coalesce(minutes, the_department.slot_minutes));
    IF doctor IS NOT NULL OR the_department.capacity = 0 THEN
        doctors := asked_doctors(clinic, department, doctor);
    END IF;
    WHILE from_day <= until_day AND missing > 0 LOOP
        found := free_slots_between(clinic, the_department.id, doctors, the_department.capacity,
                                    from_day, least(from_day + run - 1, until_day), step, length, missing);
        RETURN QUERY SELECT * FROM unnest(found);
        missing := missing - coalesce(cardinality(found), 0);
        from_day := from_day + run;
        run := least(run * 2, 16);
    END LOOP;
END $$;

-- One run of days, in order. With doctors null it is the department's seats that are asked for.
CREATE FUNCTION free_slots_between(clinic int, department int, doctors int[], seats int, first_day date, last_day date,
                                   step interval, length interval, most int) RETURNS free_slot[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    found free_slot[];
    latest timestamptz := now() + interval '2 years';
BEGIN
    IF doctors IS NULL THEN
        SELECT array_agg(ROW(NULL, NULL, department, s.starts_at, s.starts_at + length)::free_slot ORDER BY s.starts_at)
          INTO found FROM (
            SELECT x.starts_at FROM seat_slots(clinic, department, seats, first_day, last_day, step, length) x
             WHERE x.starts_at BETWEEN now() AND latest ORDER BY 1 LIMIT most) s;
    ELSE
        SELECT array_agg(ROW(s.doctor_id, doctor_name(d.title, d.family), department, s.starts_at, s.starts_at + length)::free_slot
                         ORDER BY s.starts_at, s.doctor_id)
          INTO found FROM (
            SELECT x.doctor_id, x.starts_at FROM doctor_slots(clinic, doctors, first_day, last_day, step, length) x
             WHERE x.starts_at BETWEEN now() AND latest ORDER BY x.starts_at, x.doctor_id LIMIT most) s
          JOIN doctor d ON d.id = s.doctor_id;
    END IF;
    RETURN found;
END $$;

-- What is free of a doctor's hours at the clinic from now on, in whole stretches.
CREATE FUNCTION free_ranges(clinic int, doctor int, first_day date, last_day date)
RETURNS TABLE (starts_at timestamptz, ends_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who caller_row := caller();
    from_day date;
    until_day date;
BEGIN
    PERFORM require_clinic(who, clinic);
    PERFORM require_days(first_day, last_day);
    from_day := coalesce(first_day, clinic_today(clinic));
    until_day := coalesce(last_day, from_day);
    PERFORM require_days(from_day, until_day);
    RETURN QUERY
    SELECT lower(piece), upper(piece)
      FROM open_spans(clinic, ARRAY(SELECT d.id FROM doctor d WHERE d.id = free_ranges.doctor AND d.status = 'approved'),
                      NULL, from_day, until_day) o
     CROSS JOIN LATERAL (
        SELECT range_agg(tstzrange(a.starts_at, a.ends_at)) spans FROM appointment a
         WHERE a.doctor_id = o.doctor_id AND a.status <= 3
           AND a.starts_at > lower(o.open) - interval '8 h' AND a.starts_at < upper(o.open)) busy
     CROSS JOIN LATERAL unnest(o.open * tstzmultirange(tstzrange(now(), NULL)) - coalesce(busy.spans, '{}')) piece
     WHERE NOT isempty(o.open)
     ORDER BY 1;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION local_spans(text, date, time, time), open_spans(int, int[], int, date, date),
    slot_starts(tstzmultirange, tstzmultirange, interval, interval), doctor_slots(int, int[], date, date, interval, interval),
    seat_slots(int, int, int, date, date, interval, interval), require_days(date, date), asked_doctors(int, int, int),
    free_slots(int, int, int, date, date, int, int),
    free_slots_between(int, int, int[], int, date, date, interval, interval, int), free_ranges(int, int, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION free_slots(int, int, int, date, date, int, int), free_ranges(int, int, date, date)
    TO clinidesk_receptionist, clinidesk_doctor;
