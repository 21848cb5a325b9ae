-- Free time of several doctors at once, on the weekdays and at the hours somebody can come. Each run
-- of days is one pass: hours less absences less bookings, a doctor's bookings in one walk through the
-- index. What is open is said by open_spans(), as for every booking.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The local days of a zone. Plain is one on which the wall clock runs from midnight to midnight. A
-- midnight that comes twice shows in the length of the day before it only: the day after a turned
-- one isn't plain either.
CREATE FUNCTION local_days(zone text, first_day date, last_day date)
RETURNS TABLE (day date, weekday smallint, midnight timestamptz, is_plain boolean)
LANGUAGE sql STABLE AS $$
    SELECT g::date, extract(isodow FROM g)::smallint, g AT TIME ZONE zone,
           ((g + interval '1 day') AT TIME ZONE zone) - (g AT TIME ZONE zone) = interval '24 h'
           AND (g AT TIME ZONE zone) - ((g - interval '1 day') AT TIME ZONE zone) = interval '24 h'
      FROM generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') g OFFSET 0
$$;

-- As before, by local_days().
CREATE OR REPLACE FUNCTION open_spans(clinic int, doctors int[], department int, first_day date, last_day date)
RETURNS TABLE (doctor_id int, day date, hours tstzmultirange, open tstzmultirange)
LANGUAGE sql STABLE AS $$
    SELECT h.doctor_id, h.day, h.hours, h.hours - coalesce(away.spans, '{}')
      FROM (SELECT w.doctor_id, d.day,
                   range_agg(CASE WHEN d.is_plain
                       THEN tstzmultirange(tstzrange(d.midnight + greatest(w.starts, c.opens)::interval,
                                                     d.midnight + least(w.ends, c.closes)::interval))
                       ELSE local_spans(c.zone, d.day, greatest(w.starts, c.opens), least(w.ends, c.closes)) END) AS hours
              FROM clinic c
             CROSS JOIN LATERAL local_days(c.zone, first_day, last_day) d
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

-- The instants of the weekdays (1 is Monday; null: any) whose wall clock shows one of the hours
-- (null: any).
CREATE FUNCTION wished_spans(zone text, first_day date, last_day date, weekdays int[], starts time[], ends time[])
RETURNS tstzmultirange
LANGUAGE sql STABLE AS $$
    SELECT coalesce(range_agg(CASE WHEN d.is_plain
               THEN tstzmultirange(tstzrange(d.midnight + h.starts::interval, d.midnight + h.ends::interval))
               ELSE local_spans(zone, d.day, h.starts, h.ends) END), '{}')
      FROM local_days(zone, first_day, last_day) d
     CROSS JOIN unnest(coalesce(starts, '{00:00}'), coalesce(ends, '{24:00}')) h (starts, ends)
     WHERE weekdays IS NULL OR d.weekday = ANY (weekdays)
$$;

-- Per day with something free of it: the hours, and what is free on that and other days, within what
-- is wished. Of the doctors, or with doctors null once for each of the department's seats, 1 to seats.
-- A booking lasts 8 hours at most, which bounds the look back.
CREATE FUNCTION free_spans(clinic int, doctors int[], department int, seats int, first_day date, last_day date, wished tstzmultirange)
RETURNS TABLE (doctor_id int, hours tstzmultirange, free tstzmultirange)
LANGUAGE sql STABLE AS $$
    WITH offered AS MATERIALIZED (
        SELECT o.doctor_id, o.hours, o.open FROM open_spans(clinic, doctors, department, first_day, last_day) o),
    wanted AS MATERIALIZED (
        SELECT o.doctor_id, range_agg(o.open) * wished AS open FROM offered o GROUP BY o.doctor_id),
    left_over AS MATERIALIZED (
        SELECT w.doctor_id, w.open - busy.spans AS free FROM wanted w
         CROSS JOIN LATERAL (
            SELECT coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)), '{}') AS spans FROM appointment a
             WHERE a.doctor_id = w.doctor_id AND a.status <= 3
               AND a.starts_at > lower(w.open) - interval '8 h' AND a.starts_at < upper(w.open)) busy
         WHERE doctors IS NOT NULL AND NOT isempty(w.open)
        UNION ALL
        SELECT NULL, w.open - busy.spans FROM wanted w
         CROSS JOIN generate_series(1, seats) seat (no)
         CROSS JOIN LATERAL (
            SELECT coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)), '{}') AS spans FROM appointment a
             WHERE a.department_id = department AND a.doctor_id IS NULL AND a.status <= 3 AND a.seat = seat.no
               AND a.starts_at > lower(w.open) - interval '8 h' AND a.starts_at < upper(w.open)) busy
         WHERE doctors IS NULL AND NOT isempty(w.open))
    SELECT o.doctor_id, o.hours, l.free
      FROM left_over l JOIN offered o ON coalesce(o.doctor_id, 0) = coalesce(l.doctor_id, 0)
     WHERE NOT isempty(l.free) AND o.hours && l.free
$$;

-- Slots of the doctors on some days.
CREATE OR REPLACE FUNCTION doctor_slots(clinic int, doctors int[], first_day date, last_day date, step interval, length interval)
RETURNS TABLE (doctor_id int, starts_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT f.doctor_id, s.at
      FROM free_spans(clinic, coalesce(doctors, '{}'), NULL, 0, first_day, last_day, '{(,)}') f
     CROSS JOIN LATERAL slot_starts(f.hours, f.free, step, length) s (at)
$$;

-- Starts at which one of the department's seats, 1 to capacity, stays free for the whole length.
CREATE OR REPLACE FUNCTION seat_slots(clinic int, department int, seats int, first_day date, last_day date, step interval, length interval)
RETURNS TABLE (starts_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT s.at
      FROM free_spans(clinic, NULL, department, seats, first_day, last_day, '{(,)}') f
     CROSS JOIN LATERAL slot_starts(f.hours, f.free, step, length) s (at)
$$;

-- Raises 22023 unless weekdays are of a week, and hours in order: some spans of the local day.
CREATE FUNCTION require_wishes(weekdays int[], starts time[], ends time[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF cardinality(weekdays) > 7 OR EXISTS (SELECT FROM unnest(weekdays) w WHERE w IS NULL OR w NOT BETWEEN 1 AND 7) THEN
        PERFORM refuse('weekdays', 'range');
    ELSIF coalesce(cardinality(starts), 0) <> coalesce(cardinality(ends), 0) OR cardinality(starts) > 12 THEN
        PERFORM refuse('hours', 'range', 12);
    ELSIF EXISTS (SELECT FROM unnest(starts, ends) h (starts, ends) WHERE h.starts IS NULL OR h.ends IS NULL) THEN
        PERFORM refuse('hours', 'missing');
    ELSIF EXISTS (SELECT FROM unnest(starts, ends) h (starts, ends) WHERE h.starts >= h.ends) THEN
        PERFORM refuse('hours', 'reversed');
    END IF;
END $$;

-- Whose time is asked for, and on which department's grid: a doctor without a department named is
-- offered in his first one at the clinic. One null is the seats of a department without named doctors.
-- Raises 22023 for a department or a doctor who isn't of the clinic.
CREATE FUNCTION asked_places(clinic int, department int, doctors int[])
RETURNS TABLE (doctor_id int, department_id int)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    named CONSTANT int[] := nullif(asked_places.doctors, '{}');
    seats int;
BEGIN
    IF asked_places.department IS NULL AND named IS NULL THEN
        PERFORM refuse('department', 'missing');
    ELSIF cardinality(named) > 100 THEN
        PERFORM refuse('doctors', 'range', 100);
    ELSIF asked_places.department IS NOT NULL THEN
        SELECT e.capacity INTO seats FROM department e
         WHERE e.id = asked_places.department AND e.clinic_id = asked_places.clinic;
        IF NOT FOUND THEN
            PERFORM refuse('department', 'unknown');
        END IF;
    ELSIF EXISTS (SELECT FROM unnest(named) n (id) WHERE NOT EXISTS (
                    SELECT FROM doctor_department dd JOIN department e ON e.id = dd.department_id
                     WHERE dd.doctor_id = n.id AND e.clinic_id = asked_places.clinic)) THEN
        PERFORM refuse('doctors', 'unknown');
    END IF;
    IF named IS NULL AND seats > 0 THEN
        RETURN QUERY SELECT NULL::int, asked_places.department;
    ELSE
        RETURN QUERY SELECT d.id, min(e.id)
          FROM doctor d JOIN doctor_department dd ON dd.doctor_id = d.id JOIN department e ON e.id = dd.department_id
         WHERE d.status = 'approved' AND e.clinic_id = asked_places.clinic
           AND (asked_places.department IS NULL OR e.id = asked_places.department)
           AND (named IS NULL OR d.id = ANY (named))
         GROUP BY d.id;
    END IF;
END $$;

-- The slots of one run of days that start from now on, in order: of the doctors, each on the grid of
-- the department at his place, or with one null for a doctor of that department's seats.
CREATE FUNCTION wished_slots(clinic int, doctors int[], departments int[], first_day date, last_day date,
                             wished tstzmultirange, minutes int, most int) RETURNS free_slot[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    latest CONSTANT timestamptz := now() + interval '2 years';
    of_doctors CONSTANT int[] := CASE WHEN doctors[1] IS NOT NULL THEN doctors END;
    of_seats CONSTANT int := CASE WHEN doctors[1] IS NULL THEN departments[1] END;
    seats CONSTANT int := (SELECT e.capacity FROM department e WHERE e.id = of_seats);
    to_come CONSTANT tstzmultirange := wished * tstzmultirange(tstzrange(now(), NULL));
BEGIN
    RETURN (
        SELECT array_agg(ROW(s.doctor_id, doctor_name(d.title, d.family), s.department_id, s.at, s.at + s.length)::free_slot
                         ORDER BY s.at, s.doctor_id)
          FROM (SELECT DISTINCT s.at, f.doctor_id, p.department_id, p.length
                  FROM free_spans(wished_slots.clinic, of_doctors, of_seats, seats, first_day, last_day, to_come) f
                  JOIN (SELECT coalesce(a.doctor_id, 0) AS key, e.id AS department_id, make_interval(mins => e.slot_minutes) AS step,
                               make_interval(mins => coalesce(wished_slots.minutes, e.slot_minutes)) AS length
                          FROM unnest(doctors, departments) a (doctor_id, department_id)
                          JOIN department e ON e.id = a.department_id) p ON p.key = coalesce(f.doctor_id, 0)
                 CROSS JOIN LATERAL slot_starts(f.hours, f.free, p.step, p.length) s (at)
                 WHERE s.at <= latest
                 ORDER BY s.at, f.doctor_id LIMIT most) s
          LEFT JOIN doctor d ON d.id = s.doctor_id);
END $$;

-- When one, several or any of a department's doctors have time, or with no doctor named its seats.
-- Starts lie on the department's grid; minutes changes the length only. The whole slot lies within the
-- hours. Days are looked at in runs of 1, 3, 9, …: the usual answer is near, and a full book is few
-- passes.
CREATE FUNCTION find_slots(clinic int, department int, doctors int[], first_day date, last_day date, weekdays int[],
                           starts time[], ends time[], minutes int, most int)
RETURNS SETOF free_slot
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    zone text;
    asked_of int[];
    asked_in int[];
    from_day date;
    until_day date;
    run_until date;
    run int := 1;
    found free_slot[];
    missing int := most;
BEGIN
    PERFORM require_clinic(who, find_slots.clinic);
    PERFORM require_days(first_day, last_day);
    from_day := greatest(coalesce(first_day, clinic_today(find_slots.clinic)), clinic_today(find_slots.clinic));
    until_day := coalesce(last_day, from_day + 61);
    PERFORM require_days(coalesce(first_day, from_day), until_day);
    IF minutes NOT BETWEEN 5 AND 480 OR minutes % 5 <> 0 THEN
        PERFORM refuse('minutes', 'range');
    ELSIF most IS NULL OR most NOT BETWEEN 1 AND 50000 THEN
        PERFORM refuse('most', 'range');
    END IF;
    PERFORM require_wishes(weekdays, find_slots.starts, find_slots.ends);
    SELECT array_agg(p.doctor_id), array_agg(p.department_id) INTO asked_of, asked_in
      FROM asked_places(find_slots.clinic, find_slots.department, find_slots.doctors) p;
    SELECT c.zone INTO zone FROM clinic c WHERE c.id = find_slots.clinic;
    WHILE asked_of IS NOT NULL AND from_day <= until_day AND missing > 0 LOOP
        run_until := least(from_day + run - 1, until_day);
        found := wished_slots(find_slots.clinic, asked_of, asked_in, from_day, run_until,
                              wished_spans(zone, from_day, run_until, nullif(weekdays, '{}'),
                                           nullif(find_slots.starts, '{}'), nullif(find_slots.ends, '{}')),
                              minutes, missing);
        RETURN QUERY SELECT * FROM unnest(found);
        missing := missing - coalesce(cardinality(found), 0);
        from_day := run_until + 1;
        run := run * 3;
    END LOOP;
END $$;

-- What it was before there were wishes.
CREATE OR REPLACE FUNCTION free_slots(clinic int, department int, doctor int, first_day date, last_day date, minutes int, most int)
RETURNS SETOF free_slot
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
    SELECT * FROM find_slots(clinic, department, CASE WHEN doctor IS NOT NULL THEN ARRAY[doctor] END,
                             first_day, last_day, NULL, NULL, NULL, minutes, most)
$$;

RESET ROLE;
-- Bookings to come are the youngest rows, and the index alone answers only for pages that a vacuum has
-- seen: by default that is after a fifth of all there are, which for a full clinic is half a year.
ALTER TABLE appointment SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 5000,
                             autovacuum_vacuum_scale_factor = 0.02);
REVOKE EXECUTE ON FUNCTION local_days(text, date, date), wished_spans(text, date, date, int[], time[], time[]),
    free_spans(int, int[], int, int, date, date, tstzmultirange), require_wishes(int[], time[], time[]),
    asked_places(int, int, int[]), wished_slots(int, int[], int[], date, date, tstzmultirange, int, int),
    find_slots(int, int, int[], date, date, int[], time[], time[], int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_slots(int, int, int[], date, date, int[], time[], time[], int, int)
    TO clinidesk_receptionist, clinidesk_doctor;
