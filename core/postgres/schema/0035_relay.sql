-- How news leaves the database: to the worker once, to a desk that was cut off on its question; and
-- how desks report what they read from elsewhere.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;

-- Nobody kept anything until now, so nobody has to hear of what happened before.
UPDATE outbox SET relayed_at = now(), done_at = now() WHERE kind = 'event' AND relayed_at IS NULL;
CREATE INDEX outbox_news ON outbox (id) WHERE kind = 'event' AND relayed_at IS NULL;
RESET ROLE;

SET ROLE clinidesk_api;

-- The oldest news that nobody has passed on yet. Two workers may take the same: passing it on twice
-- does no harm, and passing it on never would.
CREATE FUNCTION take_news(most int) RETURNS TABLE (id bigint, clinic_id int, tags text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF most IS NULL OR most NOT BETWEEN 1 AND 10000 THEN
        RAISE EXCEPTION 'bad number of news' USING ERRCODE = '22023', DETAIL = '{"field": "most", "problem": "range"}';
    END IF;
    RETURN QUERY
    SELECT o.id, o.clinic_id, o.tags FROM outbox o
     WHERE o.kind = 'event' AND o.relayed_at IS NULL ORDER BY o.id LIMIT most;
END $$;

-- Gives the number of rows that nobody else had marked before.
CREATE FUNCTION news_relayed(ids bigint[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    marked int;
BEGIN
    UPDATE outbox o SET relayed_at = now(), done_at = now()
     WHERE o.id = ANY (ids) AND o.kind = 'event' AND o.relayed_at IS NULL;
    GET DIAGNOSTICS marked = ROW_COUNT;
    RETURN marked;
END $$;
GRANT EXECUTE ON FUNCTION take_news(int), news_relayed(bigint[]) TO clinidesk_worker;

-- What the caller may hear of one piece of news: null for nothing. A receptionist hears of her clinics;
-- a doctor of his own appointments (also of one taken from him) and of requests that wait for his
-- departments; of the rest of his clinics he hears that days, hours or names changed, since his own
-- lists and the free time he sees may depend on them, but not whose (a patient of his own stays in);
-- everybody of what concerns her own account.
CREATE TYPE heard_news AS (in_full boolean, tags text[]);
CREATE FUNCTION heard(o outbox, who caller_row, departments int[]) RETURNS heard_news
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF (CASE who.role
        WHEN 'worker' THEN true
        WHEN 'doctor' THEN ('doctor:' || who.doctor_id) = ANY (o.tags)
             OR o.payload ? 'pending' AND (o.payload ->> 'department')::int = ANY (departments)
        ELSE o.clinic_id = ANY (who.clinics) END) THEN
        RETURN ROW(true, o.tags);
    ELSIF ('staff:' || who.staff_id) = ANY (o.tags) THEN
        RETURN ROW(false, ARRAY['staff:' || who.staff_id]);
    ELSIF who.role = 'doctor' AND o.clinic_id = ANY (who.clinics) THEN
        RETURN ROW(false, ARRAY(SELECT t FROM unnest(o.tags) t WHERE t NOT LIKE 'doctor:%'
                                   AND (t NOT LIKE 'patient:%' OR is_own_patient(who, substr(t, 9)::bigint))));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION departments_of(who caller_row) RETURNS int[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(SELECT dd.department_id FROM doctor_department dd WHERE dd.doctor_id = who.doctor_id)
$$;

-- The events that the snapshot seen did not contain and the caller may hear of, and the snapshot
-- they stop at. STABLE: one snapshot for both.
CREATE OR REPLACE FUNCTION changes_since(seen pg_snapshot)
RETURNS TABLE (snapshot pg_snapshot, appointment_id bigint, clinic_id int, payload jsonb, tags text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    departments CONSTANT int[] := departments_of(who);
    now_seen CONSTANT pg_snapshot := pg_current_snapshot();
BEGIN
    RETURN QUERY
    SELECT now_seen, CASE WHEN (h.news).in_full THEN o.appointment_id END, o.clinic_id,
           CASE WHEN (h.news).in_full THEN o.payload ELSE '{}' END, (h.news).tags
      FROM outbox o CROSS JOIN LATERAL (SELECT heard(o, who, departments) AS news OFFSET 0) h
     WHERE o.kind = 'event' AND o.xid >= pg_snapshot_xmin(seen) AND NOT pg_visible_in_snapshot(o.xid, seen)
       AND h.news IS DISTINCT FROM NULL
     ORDER BY o.id;
    IF NOT FOUND THEN
        RETURN QUERY SELECT now_seen, NULL::bigint, NULL::int, NULL::jsonb, NULL::text[];
    END IF;
END $$;

-- The tags of everything that changed since that instant, for whoever may have missed them elsewhere;
-- some older ones too, since a row is dated by the start of its change. {epoch}, which means all, when
-- it is too long ago to list.
CREATE FUNCTION tags_since(moment timestamptz) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who CONSTANT caller_row := caller();
    departments CONSTANT int[] := departments_of(who);
    since CONSTANT timestamptz := moment - interval '1 minute';
    walked int := 0;
    found text[] := '{}';
    o outbox;
BEGIN
    IF moment IS NULL OR moment < now() - interval '8 hours' THEN
        RETURN '{epoch}';
    END IF;
    FOR o IN SELECT * FROM outbox b ORDER BY b.id DESC LIMIT 20001 LOOP
        walked := walked + 1;
        IF o.kind = 'event' THEN
            EXIT WHEN o.due_at < since;
            found := found || (heard(o, who, departments)).tags;
        END IF;
        IF walked > 20000 THEN
            RETURN '{epoch}';
        END IF;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT t FROM unnest(found) t ORDER BY t);
END $$;
GRANT EXECUTE ON FUNCTION tags_since(timestamptz) TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;

-- Reads that a cache answered. Names the same as the reading functions write themselves. A read of a
-- clinic's list names the clinic and may name the day.
CREATE OR REPLACE FUNCTION log_reads(reads jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    PERFORM require_list('reads', reads);
    -- Only reads can be reported here, and nothing but names we know, numbers and a day get into the audit.
    IF EXISTS (
        SELECT FROM jsonb_array_elements(reads) t
         WHERE coalesce(t ->> 'action', '') NOT IN ('day_list', 'appointment_card', 'history_page', 'patient_card',
                                                    'patient_search', 'patient_duplicates')
            OR coalesce(t ->> 'entity', '') NOT IN ('appointment', 'patient')
            OR CASE coalesce(jsonb_typeof(t -> 'id'), 'null')
               WHEN 'null' THEN false
               WHEN 'number' THEN (t ->> 'id')::numeric NOT BETWEEN 1 AND 9223372036854775807
               ELSE true END
            OR CASE coalesce(jsonb_typeof(t -> 'clinic'), 'null')
               WHEN 'null' THEN false
               WHEN 'number' THEN (t ->> 'clinic')::numeric NOT BETWEEN 1 AND 2147483647
               ELSE true END
            OR coalesce(t ->> 'day', '2000-01-01') !~ '^\d{4}-\d{2}-\d{2}$') THEN
        PERFORM refuse('reads', 'malformed');
    END IF;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    SELECT coalesce(a.clinic_id, named.clinic, who.clinics[1]), who.login, t ->> 'action', t ->> 'entity',
           trunc((t ->> 'id')::numeric)::bigint,
           jsonb_strip_nulls(jsonb_build_object('at', claimed_instant(t ->> 'at'), 'cached', true, 'day', t ->> 'day'))
      FROM jsonb_array_elements(reads) t
      LEFT JOIN appointment a ON t ->> 'entity' = 'appointment' AND a.id = trunc((t ->> 'id')::numeric)::bigint
                             AND a.clinic_id = ANY (who.clinics)
      LEFT JOIN unnest(who.clinics) named (clinic) ON named.clinic = trunc((t ->> 'clinic')::numeric)::int;
END $$;
-- An administrator's pages of the history come from a cache as well.
GRANT EXECUTE ON FUNCTION log_reads(jsonb) TO clinidesk_admin;
RESET ROLE;
