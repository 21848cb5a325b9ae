-- Where a page of the history lies, told by the tallies: months first, then days, and within the
-- days that hold it the index. Order is (day, starts_at, id), newest first; a page of the other
-- order is the mirrored page read backwards.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- What is asked for. The scope is that of the tally: clinics (ids is {0}), departments or doctors.
-- Days are set, statuses null for all; weights has 1 at each wanted status.
CREATE TYPE history_filter AS (clinics int[], scope "char", ids int[], departments int[], statuses smallint[], weights int[],
                               first_day date, last_day date, patient bigint, words text[], descending boolean);
CREATE TYPE history_place AS (total bigint, exact boolean, page_number int, ids bigint[]);
CREATE TYPE day_count AS (clinic_id int, scope_id int, day date, amount bigint);

CREATE FUNCTION wanted_count(t tally, weights int[]) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN weights[1] * t.pending + weights[2] * t.booked + weights[3] * t.arrived + weights[4] * t.in_progress
     + weights[5] * t.completed + weights[6] * t.rejected + weights[7] * t.cancelled + weights[8] * t.no_show;

-- What the tallies don't hold yet.
CREATE FUNCTION unfolded_counts(f history_filter) RETURNS day_count[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RETURN (SELECT array_agg(ROW(x.clinic_id, x.scope_id, x.day, x.amount)::day_count) FROM (
        SELECT d.clinic_id, s.id AS scope_id, d.day, sum(d.amount * f.weights[d.status + 1])::bigint AS amount
          FROM tally_delta d
         CROSS JOIN LATERAL (SELECT CASE f.scope WHEN 'c' THEN 0 WHEN 'e' THEN d.department_id ELSE d.doctor_id END AS id) s
         WHERE d.clinic_id = ANY (f.clinics) AND s.id = ANY (f.ids) AND d.day BETWEEN f.first_day AND f.last_day
         GROUP BY 1, 2, 3 HAVING sum(d.amount * f.weights[d.status + 1]) <> 0) x);
END $$;

-- Months with wanted rows, newest first: whole ones from their own cells, the two at the edges of
-- the days asked for from their days.
CREATE FUNCTION month_counts(f history_filter, fresh day_count[], OUT months date[], OUT counts bigint[])
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    whole_from date := date_trunc('month', f.first_day + interval '1 month' - interval '1 day');
    whole_until date := date_trunc('month', f.last_day + interval '1 day');
BEGIN
    SELECT array_agg(m.month ORDER BY m.month DESC), array_agg(m.amount ORDER BY m.month DESC) INTO months, counts FROM (
        SELECT c.month, sum(c.amount)::bigint AS amount FROM (
            SELECT t.first AS month, wanted_count(t, f.weights) AS amount FROM tally t
             WHERE t.clinic_id = ANY (f.clinics) AND t.scope = f.scope AND t.scope_id = ANY (f.ids) AND t.span = 'm'
               AND t.first >= whole_from AND t.first < whole_until
            UNION ALL
            SELECT date_trunc('month', t.first)::date, wanted_count(t, f.weights) FROM tally t
             WHERE t.clinic_id = ANY (f.clinics) AND t.scope = f.scope AND t.scope_id = ANY (f.ids) AND t.span = 'd'
               AND t.first >= f.first_day AND t.first < least(whole_from, f.last_day + 1)
            UNION ALL
            SELECT date_trunc('month', t.first)::date, wanted_count(t, f.weights) FROM tally t
             WHERE t.clinic_id = ANY (f.clinics) AND t.scope = f.scope AND t.scope_id = ANY (f.ids) AND t.span = 'd'
               AND t.first >= greatest(whole_until, whole_from) AND t.first <= f.last_day
            UNION ALL
            SELECT date_trunc('month', u.day)::date, u.amount FROM unnest(fresh) u) c
         GROUP BY c.month HAVING sum(c.amount) > 0) m;
END $$;

-- The days from until which hold the rows skip to skip + wanted, each with the clinics and scope ids
-- that have any; before is how many of the rows on these days come ahead of the first wanted one.
CREATE FUNCTION days_of_page(f history_filter, fresh day_count[], from_day date, until_day date, skip bigint, wanted int,
                             OUT clinics int[], OUT ids int[], OUT days date[], OUT before bigint)
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    WITH source AS MATERIALIZED (
        SELECT c.clinic_id, c.scope_id, c.day, sum(c.amount) AS amount FROM (
            SELECT t.clinic_id, t.scope_id, t.first AS day, wanted_count(t, f.weights) AS amount FROM tally t
             WHERE t.clinic_id = ANY (f.clinics) AND t.scope = f.scope AND t.scope_id = ANY (f.ids) AND t.span = 'd'
               AND t.first BETWEEN from_day AND until_day
            UNION ALL
            SELECT u.clinic_id, u.scope_id, u.day, u.amount FROM unnest(fresh) u WHERE u.day BETWEEN from_day AND until_day) c
         GROUP BY 1, 2, 3 HAVING sum(c.amount) > 0
    ), placed AS (
        SELECT d.day, d.amount, sum(d.amount) OVER (ORDER BY d.day DESC) - d.amount AS ahead
          FROM (SELECT s.day, sum(s.amount) AS amount FROM source s GROUP BY s.day) d
    )
    SELECT array_agg(s.clinic_id), array_agg(s.scope_id), array_agg(s.day), (skip - min(p.ahead))::bigint
      INTO days_of_page.clinics, days_of_page.ids, days_of_page.days, days_of_page.before
      FROM placed p JOIN source s ON s.day = p.day
     WHERE p.ahead < skip + wanted AND p.ahead + p.amount > skip;
END $$;

-- The ids in order. Each source gives no more than the page can need, by its index alone.
CREATE FUNCTION ids_of_page(f history_filter, clinics int[], ids int[], days date[], before bigint, wanted int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    every boolean := f.statuses IS NULL;
    wanted_statuses smallint[] := f.statuses;
    most bigint := before + wanted;
    found bigint[];
BEGIN
    IF f.scope = 'c' THEN
        SELECT array_agg(x.id) INTO found FROM (
            SELECT a.id FROM unnest(clinics, days) s (clinic_id, day) CROSS JOIN LATERAL (
                SELECT a.id, a.day, a.starts_at FROM appointment a
                 WHERE a.clinic_id = s.clinic_id AND a.day = s.day AND (every OR a.status = ANY (wanted_statuses))
                 ORDER BY a.day DESC, a.starts_at DESC, a.id DESC LIMIT most) a
             ORDER BY a.day DESC, a.starts_at DESC, a.id DESC OFFSET before LIMIT wanted) x;
    ELSIF f.scope = 'e' THEN
        SELECT array_agg(x.id) INTO found FROM (
            SELECT a.id FROM unnest(clinics, ids, days) s (clinic_id, id, day) CROSS JOIN LATERAL (
                SELECT a.id, a.day, a.starts_at FROM appointment a
                 WHERE a.clinic_id = s.clinic_id AND a.department_id = s.id AND a.day = s.day
                   AND (every OR a.status = ANY (wanted_statuses))
                 ORDER BY a.day DESC, a.starts_at DESC, a.id DESC LIMIT most) a
             ORDER BY a.day DESC, a.starts_at DESC, a.id DESC OFFSET before LIMIT wanted) x;
    ELSE
        SELECT array_agg(x.id) INTO found FROM (
            SELECT a.id FROM unnest(clinics, ids, days) s (clinic_id, id, day) CROSS JOIN LATERAL (
                SELECT a.id, a.day, a.starts_at FROM appointment a
                 WHERE a.clinic_id = s.clinic_id AND a.doctor_id = s.id AND a.day = s.day
                   AND (every OR a.status = ANY (wanted_statuses))
                 ORDER BY a.day DESC, a.starts_at DESC, a.id DESC LIMIT most) a
             ORDER BY a.day DESC, a.starts_at DESC, a.id DESC OFFSET before LIMIT wanted) x;
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION reversed(ids bigint[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT array_agg(i.id ORDER BY i.place DESC) FROM unnest(ids) WITH ORDINALITY i (id, place));
END $$;

CREATE FUNCTION tallied_page(f history_filter, page_size int, page_number int) RETURNS history_place
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    place history_place;
    fresh day_count[] := unfolded_counts(f);
    month record;
    page_days record;
    first_month int := 1;
    last_month int;
    skip bigint;
    wanted int;
    reach bigint;
BEGIN
    SELECT * INTO month FROM month_counts(f, fresh);
    place.total := coalesce((SELECT sum(c) FROM unnest(month.counts) c), 0);
    place.exact := true;
    place.page_number := least(page_number, greatest((place.total + page_size - 1) / page_size, 1));
    skip := (place.page_number - 1)::bigint * page_size;
    wanted := least(page_size, place.total - skip);
    IF wanted <= 0 THEN
        RETURN place;
    END IF;
    IF NOT f.descending THEN
        skip := place.total - skip - wanted;
    END IF;
    WHILE skip >= month.counts[first_month] LOOP
        skip := skip - month.counts[first_month];
        first_month := first_month + 1;
    END LOOP;
    last_month := first_month;
    reach := month.counts[first_month] - skip;
    WHILE reach < wanted LOOP
        last_month := last_month + 1;
        reach := reach + month.counts[last_month];
    END LOOP;
    SELECT * INTO page_days FROM days_of_page(f, fresh, greatest(month.months[last_month], f.first_day),
        least((month.months[first_month] + interval '1 month' - interval '1 day')::date, f.last_day), skip, wanted);
    place.ids := ids_of_page(f, page_days.clinics, page_days.ids, page_days.days, page_days.before, wanted);
    IF NOT f.descending THEN
        place.ids := reversed(place.ids);
    END IF;
    RETURN place;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION wanted_count(tally, int[]), unfolded_counts(history_filter), month_counts(history_filter, day_count[]),
    days_of_page(history_filter, day_count[], date, date, bigint, int),
    ids_of_page(history_filter, int[], int[], date[], bigint, int), reversed(bigint[]),
    tallied_page(history_filter, int, int) FROM PUBLIC;
