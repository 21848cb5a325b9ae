-- One page of the history, whatever is asked for.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The page of rows already gathered in order.
CREATE FUNCTION page_of(ids bigint[], page_size int, page_number int) RETURNS history_place
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    place history_place;
BEGIN
    place.total := coalesce(cardinality(ids), 0);
    place.exact := true;
    place.page_number := least(page_number, greatest((place.total + page_size - 1) / page_size, 1));
    place.ids := ids[(place.page_number - 1) * page_size + 1 : place.page_number * page_size];
    RETURN place;
END $$;

-- A patient's own rows are few: they are all gathered.
CREATE FUNCTION patient_page(f history_filter, page_size int, page_number int) RETURNS history_place
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    ids bigint[];
BEGIN
    SELECT array_agg(a.id ORDER BY a.day DESC, a.starts_at DESC, a.id DESC) INTO ids FROM appointment a
     WHERE a.patient_id = f.patient AND a.clinic_id = ANY (f.clinics) AND a.day BETWEEN f.first_day AND f.last_day
       AND (f.scope <> 'd' OR a.doctor_id = ANY (f.ids)) AND (f.departments IS NULL OR a.department_id = ANY (f.departments))
       AND (f.statuses IS NULL OR a.status = ANY (f.statuses));
    RETURN page_of(CASE WHEN f.descending THEN ids ELSE reversed(ids) END, page_size, page_number);
END $$;

-- Doctors within departments: no tally has both, so the doctors' rows are counted by the index.
CREATE FUNCTION counted_page(f history_filter, page_size int, page_number int) RETURNS history_place
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    place history_place;
    skip bigint;
    wanted int;
BEGIN
    SELECT count(*) INTO place.total FROM appointment a
     WHERE a.clinic_id = ANY (f.clinics) AND a.doctor_id = ANY (f.ids) AND a.department_id = ANY (f.departments)
       AND a.day BETWEEN f.first_day AND f.last_day AND (f.statuses IS NULL OR a.status = ANY (f.statuses));
    place.exact := true;
    place.page_number := least(page_number, greatest((place.total + page_size - 1) / page_size, 1));
    skip := (place.page_number - 1)::bigint * page_size;
    wanted := least(page_size, place.total - skip);
    IF wanted <= 0 THEN
        RETURN place;
    ELSIF NOT f.descending THEN
        skip := place.total - skip - wanted;
    END IF;
    SELECT array_agg(x.id) INTO place.ids FROM (
        SELECT a.id FROM unnest(f.clinics) c (id) CROSS JOIN unnest(f.ids) d (id) CROSS JOIN LATERAL (
            SELECT a.id, a.day, a.starts_at FROM appointment a
             WHERE a.clinic_id = c.id AND a.doctor_id = d.id AND a.department_id = ANY (f.departments)
               AND a.day BETWEEN f.first_day AND f.last_day AND (f.statuses IS NULL OR a.status = ANY (f.statuses))
             ORDER BY a.day DESC, a.starts_at DESC, a.id DESC LIMIT skip + wanted) a
         ORDER BY a.day DESC, a.starts_at DESC, a.id DESC OFFSET skip LIMIT wanted) x;
    IF NOT f.descending THEN
        place.ids := reversed(place.ids);
    END IF;
    RETURN place;
END $$;

-- Rows whose patient has all the words in name or MRN, or whose reason has them where the caller may
-- read it. Gathered up to 1,001. Few patients are looked up one by one; for many the history is
-- walked in its order until enough are met.
CREATE FUNCTION text_page(who caller_row, f history_filter, page_size int, page_number int) RETURNS history_place
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    patients bigint[] := patients_with_words(search_words(array_to_string(f.words, ' ')), false, '{}', NULL, 200000);
    way text := CASE WHEN f.descending THEN 'DESC' ELSE 'ASC' END;
    -- $1 filter, $2 patients, $3 the doctor who asks
    filters text := 'a.day BETWEEN ($1).first_day AND ($1).last_day'
        || CASE WHEN f.scope = 'd' THEN ' AND a.doctor_id = ANY (($1).ids)' ELSE '' END
        || CASE WHEN f.departments IS NOT NULL THEN ' AND a.department_id = ANY (($1).departments)' ELSE '' END
        || CASE WHEN f.statuses IS NOT NULL THEN ' AND a.status = ANY (($1).statuses)' ELSE '' END
        || CASE WHEN f.patient IS NOT NULL THEN ' AND a.patient_id = ($1).patient' ELSE '' END;
    ordered text := format('a.day %1$s, a.starts_at %1$s, a.id %1$s', way);
    walk text := 'SELECT a.* FROM unnest(($1).clinics) c (id) JOIN clinic z ON z.id = c.id CROSS JOIN LATERAL (
        SELECT a.id, a.day, a.starts_at FROM appointment a WHERE a.clinic_id = z.id AND %s AND %s ORDER BY %s LIMIT 1001) a';
    readable text := CASE who.role
        WHEN 'doctor' THEN 'a.doctor_id = $3'
        WHEN 'receptionist' THEN 'a.status <= 3 AND a.day >= (now() AT TIME ZONE z.zone)::date'
        ELSE 'false' END;
    sources text[];
    ids bigint[];
    place history_place;
BEGIN
    sources := ARRAY[CASE WHEN cardinality(patients) <= 1000
        THEN format('SELECT a.id, a.day, a.starts_at FROM unnest($2) p (id) JOIN appointment a ON a.patient_id = p.id
                      WHERE a.clinic_id = ANY (($1).clinics) AND %s', filters)
        ELSE format(walk, 'a.patient_id = ANY ($2)', filters, ordered) END];
    IF readable <> 'false' THEN
        sources := sources || format(walk, readable || ' AND (SELECT bool_and(strpos(lower(a.reason), w) > 0)
                                                               FROM unnest(($1).words) w)', filters, ordered);
    END IF;
    EXECUTE format('SELECT array_agg(a.id ORDER BY %1$s) FROM (SELECT * FROM ((%2$s)) a ORDER BY %1$s LIMIT 1001) a',
                   ordered, array_to_string(sources, ') UNION ('))
       INTO ids USING f, patients, who.doctor_id;
    place := page_of(ids, page_size, page_number);
    place.exact := place.total <= 1000;
    RETURN place;
END $$;

-- What the arguments ask for, seen with the caller's eyes; null when they can't have anything.
CREATE FUNCTION history_filter_of(who caller_row, clinics int[], departments int[], doctors int[], statuses smallint[],
                                  first_day date, last_day date, patient bigint, search_text text, descending boolean) RETURNS history_filter
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    f history_filter;
    asked_departments int[] := ARRAY(SELECT DISTINCT x FROM unnest(departments) x WHERE x IS NOT NULL);
    asked_doctors int[] := ARRAY(SELECT DISTINCT x FROM unnest(doctors) x WHERE x IS NOT NULL);
BEGIN
    f.clinics := ARRAY(SELECT DISTINCT x FROM unnest(CASE WHEN coalesce(clinics, '{}') = '{}' THEN who.clinics ELSE clinics END) x);
    IF NOT f.clinics <@ who.clinics THEN
        RAISE EXCEPTION 'not a clinic of the caller' USING ERRCODE = '42501', DETAIL = '{}';
    END IF;
    IF who.role = 'doctor' THEN
        IF asked_doctors <> '{}' AND NOT who.doctor_id = ANY (asked_doctors) THEN
            RETURN NULL;
        END IF;
        asked_doctors := ARRAY[who.doctor_id];
    END IF;
    f.departments := nullif(asked_departments, '{}');
    f.scope := CASE WHEN asked_doctors <> '{}' THEN 'd' WHEN asked_departments <> '{}' THEN 'e' ELSE 'c' END;
    f.ids := CASE f.scope WHEN 'd' THEN asked_doctors WHEN 'e' THEN asked_departments ELSE '{0}' END;
    f.statuses := ARRAY(SELECT DISTINCT x FROM unnest(statuses) x WHERE x BETWEEN 0 AND 7);
    IF coalesce(cardinality(statuses), 0) = 0 OR cardinality(f.statuses) = 8 THEN
        f.statuses := NULL;
    END IF;
    f.weights := ARRAY(SELECT CASE WHEN f.statuses IS NULL OR s = ANY (f.statuses) THEN 1 ELSE 0 END FROM generate_series(0, 7) s);
    f.first_day := least(greatest(coalesce(first_day, '1900-01-01'), '1900-01-01'), '2200-01-01');
    f.last_day := greatest(least(coalesce(last_day, '2199-12-31'), '2199-12-31'), '1899-12-31');
    f.patient := patient;
    f.words := regexp_split_to_array(lower(btrim(search_text)), '\s+');
    f.descending := coalesce(descending, true);
    RETURN f;
END $$;

-- Raises 22023 for arguments that ask for no page.
CREATE FUNCTION require_page(first_day date, last_day date, search_text text, page_size int, page_number int) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF page_size IS NULL OR page_size NOT BETWEEN 1 AND 50 THEN
        RAISE EXCEPTION 'bad page size' USING ERRCODE = '22023', DETAIL = '{"field": "page_size", "problem": "range", "limit": 50}';
    ELSIF page_number IS NULL OR page_number < 1 THEN
        RAISE EXCEPTION 'bad page number' USING ERRCODE = '22023', DETAIL = '{"field": "page_number", "problem": "range"}';
    ELSIF last_day < first_day THEN
        RAISE EXCEPTION 'reversed days' USING ERRCODE = '22023', DETAIL = '{"field": "last_day", "problem": "reversed"}';
    ELSIF length(search_text) > 200 THEN
        RAISE EXCEPTION 'search text too long' USING ERRCODE = '22023', DETAIL = '{"field": "search_text", "problem": "too_long", "limit": 200}';
    END IF;
END $$;

CREATE TYPE history_row AS (total bigint, exact boolean, page_number int,
    appointment_id bigint, clinic_id int, zone text, department_id int, department text, doctor_id int, doctor text,
    patient_id bigint, mrn text, family text, given text, birth_date date, died_on date, starts_at timestamptz,
    ends_at timestamptz, day date, status smallint, version int, reason text, arrived_at timestamptz, started_at timestamptz);

-- STABLE, so that counts, deltas and rows are read in one snapshot.
CREATE FUNCTION history_rows(who caller_row, f history_filter, page_size int, page_number int) RETURNS SETOF history_row
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    place history_place;
BEGIN
    IF f IS NOT DISTINCT FROM NULL THEN
        place := ROW(0, true, 1, NULL);
    ELSIF f.words <> '{""}' THEN
        place := text_page(who, f, page_size, page_number);
    ELSIF f.patient IS NOT NULL THEN
        place := patient_page(f, page_size, page_number);
    ELSIF f.scope = 'd' AND f.departments IS NOT NULL THEN
        place := counted_page(f, page_size, page_number);
    ELSE
        place := tallied_page(f, page_size, page_number);
    END IF;
    RETURN QUERY
    SELECT place.total, place.exact, place.page_number, r.*
      FROM (SELECT) one LEFT JOIN appointment_rows(who, place.ids) r ON true;
END $$;

CREATE FUNCTION history_page(clinics int[], departments int[], doctors int[], statuses smallint[], first_day date, last_day date,
                             patient bigint, search_text text, descending boolean, page_size int, page_number int)
RETURNS SETOF history_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE
    who caller_row := caller();
    f history_filter;
    shown bigint;
BEGIN
    PERFORM require_page(first_day, last_day, search_text, page_size, page_number);
    f := history_filter_of(who, clinics, departments, doctors, statuses, first_day, last_day, patient, search_text, descending);
    RETURN QUERY SELECT * FROM history_rows(who, f, page_size, page_number);
    GET DIAGNOSTICS shown = ROW_COUNT;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    VALUES (CASE WHEN cardinality(f.clinics) = 1 THEN f.clinics[1] END, who.login, 'history_page',
            CASE WHEN patient IS NULL THEN 'appointment' ELSE 'patient' END, patient,
            jsonb_build_object('rows', shown, 'page', page_number));
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION page_of(bigint[], int, int), patient_page(history_filter, int, int), counted_page(history_filter, int, int),
    text_page(caller_row, history_filter, int, int),
    history_filter_of(caller_row, int[], int[], int[], smallint[], date, date, bigint, text, boolean),
    require_page(date, date, text, int, int), history_rows(caller_row, history_filter, int, int),
    history_page(int[], int[], int[], smallint[], date, date, bigint, text, boolean, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_page(int[], int[], int[], smallint[], date, date, bigint, text, boolean, int, int)
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
