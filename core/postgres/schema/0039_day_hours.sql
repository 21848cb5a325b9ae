-- When a clinic's doctors and seats can be booked, before anything is booked: what a day board draws
-- behind the appointments. What is open is said by open_spans(), as for every booking.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION milliseconds(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT (extract(epoch FROM at) * 1000)::bigint $$;

-- The instants of a local day: on one whose clock is turned, more or less than 24 hours.
CREATE FUNCTION local_day(zone text, on_day date) RETURNS tstzrange
LANGUAGE sql STABLE AS $$ SELECT range_merge(local_spans(zone, on_day, '00:00', '24:00')) $$;

-- Per day with hours: the hours inside the clinic's opening, and what absences leave of them. Of the
-- doctors, or with doctors null of the department's own seats (doctor_id null). A midnight that comes
-- twice shows in the length of the day before it only: the day after a turned one isn't plain either.
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
             CROSS JOIN LATERAL (
                SELECT g::date AS day, extract(isodow FROM g)::smallint AS weekday, g AT TIME ZONE c.zone AS midnight,
                       ((g + interval '1 day') AT TIME ZONE c.zone) - (g AT TIME ZONE c.zone) = interval '24 h'
                       AND (g AT TIME ZONE c.zone) - ((g - interval '1 day') AT TIME ZONE c.zone) = interval '24 h' AS is_plain
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

-- One row per day, approved doctor and department with seats of its own, also without hours. Lists
-- are JSON: hours as milliseconds, start and end by turns; of the absences that reach into the day
-- the starts, the ends and the reasons. A doctor gets his own alone.
CREATE FUNCTION day_hours(clinic int, first_day date, last_day date)
RETURNS TABLE (day date, doctor_id int, doctor text, department_id int, department text,
               hours json, away_from json, away_until json, away_why json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    from_day date;
    until_day date;
    doctors int[];
    seats int[] := '{}';
BEGIN
    PERFORM require_clinic(who, day_hours.clinic);
    PERFORM require_days(first_day, last_day);
    from_day := coalesce(first_day, clinic_today(day_hours.clinic));
    until_day := coalesce(last_day, from_day);
    PERFORM require_days(from_day, until_day);
    doctors := asked_doctors(day_hours.clinic, NULL, who.doctor_id);
    IF who.doctor_id IS NULL THEN
        seats := ARRAY(SELECT e.id FROM department e WHERE e.clinic_id = day_hours.clinic AND e.capacity > 0);
    END IF;
    RETURN QUERY
    WITH days AS MATERIALIZED (
        SELECT g::date AS day, local_day(c.zone, g::date) AS span
          FROM clinic c, generate_series(from_day::timestamp, until_day::timestamp, interval '1 day') g
         WHERE c.id = day_hours.clinic),
    columns AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY d.family, d.given, d.id) AS place, d.id AS doctor_id,
               doctor_name(d.title, d.family) AS doctor, NULL::int AS department_id, NULL::text AS department
          FROM doctor d WHERE d.id = ANY (doctors)
        UNION ALL
        SELECT 1000000 + row_number() OVER (ORDER BY e.name, e.id), NULL, NULL, e.id, e.name
          FROM department e WHERE e.id = ANY (seats)),
    offered AS MATERIALIZED (
        SELECT o.day, o.doctor_id, NULL::int AS department_id, o.hours
          FROM open_spans(day_hours.clinic, doctors, NULL, from_day, until_day) o
        UNION ALL
        SELECT o.day, NULL, s.id, o.hours
          FROM unnest(seats) s (id), open_spans(day_hours.clinic, NULL, s.id, from_day, until_day) o),
    absent AS MATERIALIZED (
        SELECT a.id, a.doctor_id, a.department_id, a.starts_at, a.ends_at, a.reason FROM absence a
         WHERE (a.doctor_id = ANY (doctors) OR a.department_id = ANY (seats))
           AND a.ends_at > (SELECT min(lower(d.span)) FROM days d) AND a.starts_at < (SELECT max(upper(d.span)) FROM days d)
           AND (a.clinic_id IS NULL OR a.clinic_id = day_hours.clinic))
    SELECT d.day, c.doctor_id, c.doctor, c.department_id, c.department,
           coalesce((SELECT json_agg(m ORDER BY m) FROM unnest(o.hours) part,
                            unnest(ARRAY[milliseconds(lower(part)), milliseconds(upper(part))]) m), '[]'),
           away.starts, away.ends, away.reasons
      FROM days d CROSS JOIN columns c
      LEFT JOIN offered o ON o.day = d.day AND (o.doctor_id = c.doctor_id OR o.department_id = c.department_id)
     CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(milliseconds(greatest(a.starts_at, lower(d.span))) ORDER BY a.starts_at, a.id), '[]') AS starts,
               coalesce(json_agg(milliseconds(least(a.ends_at, upper(d.span))) ORDER BY a.starts_at, a.id), '[]') AS ends,
               coalesce(json_agg(a.reason ORDER BY a.starts_at, a.id), '[]') AS reasons
          FROM absent a
         WHERE (a.doctor_id = c.doctor_id OR a.department_id = c.department_id)
           AND tstzrange(a.starts_at, a.ends_at) && d.span) away
     ORDER BY d.day, c.place;
END $$;
RESET ROLE;
REVOKE EXECUTE ON FUNCTION milliseconds(timestamptz), local_day(text, date), day_hours(int, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION day_hours(int, date, date) TO clinidesk_receptionist, clinidesk_doctor;
