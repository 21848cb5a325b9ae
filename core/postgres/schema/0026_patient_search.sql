-- Finding a patient while typing.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The words of the text as they stand in patient.search: distinct, at most 8.
CREATE FUNCTION search_words(words text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT w.word FROM unnest(string_to_array(search_norm(words), ' ')) WITH ORDINALITY w (word, place)
                  WHERE w.word <> '' GROUP BY w.word ORDER BY min(w.place) LIMIT 8);
END $$;

-- The patients whose search text has a word from every group, at most this many, in no order. A
-- group is words with | between them; whole words, or beginnings of words. The words are bound, and
-- each has its own LIKE, because LIKE ALL can't use the index. With dates or among it is those that
-- are looked through, not the index of words.
CREATE FUNCTION patients_with_words(groups text[], whole boolean, dates date[], among bigint[], most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    searched text := CASE WHEN dates <> '{}' OR among IS NOT NULL THEN '(p.search || $5)' ELSE 'p.search' END;
    patterns text[] := '{}';
    conditions text[] := '{}';
    alternatives text[];
    one text;
    found bigint[];
BEGIN
    FOREACH one IN ARRAY groups LOOP
        SELECT array_agg(format('%s LIKE $1[%s]', searched, cardinality(patterns) + w.place)) INTO alternatives
          FROM unnest(string_to_array(one, '|')) WITH ORDINALITY w (word, place);
        conditions := conditions || ('(' || array_to_string(alternatives, ' OR ') || ')');
        patterns := patterns || ARRAY(SELECT '% ' || w.word || CASE WHEN whole THEN ' %' ELSE '%' END
                                        FROM unnest(string_to_array(one, '|')) WITH ORDINALITY w (word, place) ORDER BY place);
    END LOOP;
    IF dates <> '{}' THEN
        conditions := conditions || 'p.birth_date = ANY ($2)'::text;
    END IF;
    IF conditions = '{}' THEN
        RETURN '{}';
    END IF;
    EXECUTE 'SELECT array_agg(id) FROM (SELECT p.id FROM '
            || CASE WHEN among IS NULL THEN 'patient p' ELSE 'unnest($4) e (id) JOIN patient p ON p.id = e.id' END
            || ' WHERE ' || array_to_string(conditions, ' AND ') || ' LIMIT $3) p'
       INTO found USING patterns, dates, most, among, ''::text;
    RETURN coalesce(found, '{}');
END $$;

-- Those of the patients whom the caller may find. With a birth date, whole words and the full name
-- everybody but a doctor finds patients of other clinics too.
CREATE FUNCTION own_patients(who caller_row, patients bigint[], words text[], dates date[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    found bigint[];
BEGIN
    IF who.role = 'doctor' THEN
        SELECT array_agg(p.id) INTO found FROM unnest(patients) p (id)
         WHERE EXISTS (SELECT FROM appointment a WHERE a.patient_id = p.id AND a.doctor_id = who.doctor_id);
    ELSE
        SELECT array_agg(p.id) INTO found FROM unnest(patients) p (id)
         WHERE EXISTS (SELECT FROM patient_clinic pc WHERE pc.patient_id = p.id AND pc.clinic_id = ANY (who.clinics))
            OR (dates <> '{}' AND words <> '{}' AND EXISTS (
                SELECT FROM patient x WHERE x.id = p.id AND x.birth_date = ANY (dates)
                   AND search_words(x.family || ' ' || x.given) <@ words));
    END IF;
    RETURN coalesce(found, '{}');
END $$;

-- Everyone the caller may find, where they are few enough to be looked through: a doctor's patients,
-- or those of small clinics. Null when there are more than 50,000.
CREATE FUNCTION all_own_patients(who caller_row) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    found bigint[];
BEGIN
    IF who.role = 'doctor' THEN
        SELECT array_agg(DISTINCT x.patient_id) INTO found FROM (
            SELECT a.patient_id FROM clinic c JOIN appointment a ON a.clinic_id = c.id AND a.doctor_id = who.doctor_id
             LIMIT 200000) x;
    ELSE
        SELECT array_agg(DISTINCT x.patient_id) INTO found FROM (
            SELECT pc.patient_id FROM patient_clinic pc WHERE pc.clinic_id = ANY (who.clinics) LIMIT 50001) x;
    END IF;
    RETURN CASE WHEN cardinality(found) <= 50000 THEN found END;
END $$;

-- The first patients that fit and that the caller may find. A common beginning fits a hundred
-- thousand: then those with the whole word come first, and if few of what was met are the caller's
-- own, all of the caller's own are looked through.
CREATE FUNCTION own_patients_with_words(who caller_row, groups text[], words text[], dates date[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    first_few constant int := 200;
    fitting bigint[];
    found bigint[];
    everyone bigint[];
BEGIN
    -- Hardly any of the many whom one or two letters fit are this doctor's: his own are fewer.
    IF who.role = 'doctor' AND dates = '{}' AND (SELECT max(length(g)) <= 2 FROM unnest(groups) g) THEN
        everyone := all_own_patients(who);
        IF everyone IS NOT NULL THEN
            RETURN patients_with_words(groups, false, dates, everyone, first_few);
        END IF;
    END IF;
    fitting := patients_with_words(groups, false, dates, NULL, first_few);
    IF cardinality(fitting) < first_few THEN
        RETURN own_patients(who, fitting, words, dates);
    END IF;
    found := own_patients(who, patients_with_words(groups, true, dates, NULL, first_few) || fitting, words, dates);
    IF cardinality(found) >= 20 THEN
        RETURN found;
    END IF;
    everyone := all_own_patients(who);
    IF everyone IS NULL THEN
        RETURN own_patients(who, patients_with_words(groups, false, dates, NULL, first_few * 50), words, dates);
    END IF;
    RETURN found || patients_with_words(groups, false, dates, everyone, first_few);
END $$;

-- A group for a word nobody is called by: up to 5 known names near it. Short words, and words of
-- digits, stay as they are.
CREATE FUNCTION corrected_word(word text, known_too boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    near text;
BEGIN
    IF length(word) NOT BETWEEN 3 AND 60 OR word ~ '[0-9]'
       OR (NOT known_too AND EXISTS (SELECT FROM name_part n WHERE n.part >= word AND n.part < word || U&'\+10FFFF')) THEN
        RETURN word;
    END IF;
    SELECT string_agg(n.part, '|') INTO near FROM (
        SELECT k.part FROM (SELECT part FROM name_part ORDER BY part <-> word LIMIT 40) k
         WHERE levenshtein_less_equal(k.part, word, 2) <= CASE WHEN length(word) <= 4 THEN 1 ELSE 2 END
         ORDER BY levenshtein_less_equal(k.part, word, 2), k.part <-> word, k.part LIMIT 5) n;
    RETURN coalesce(near, word);
END $$;

-- Words written without a gap, 王小明 for 王 小明: the family name is the first letter or the first two.
CREATE FUNCTION han_words(words text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT array_agg(p.part ORDER BY w.place, p.place) FROM unnest(words) WITH ORDINALITY w (word, place)
     CROSS JOIN LATERAL unnest(CASE WHEN w.word ~ U&'^[\3400-\9fff\+020000-\+03ffff]{2,4}$'
        THEN ARRAY[left(w.word, 1), substr(w.word, 2)] ELSE ARRAY[w.word] END) WITH ORDINALITY p (part, place));
END $$;

-- Patients whose record number begins so, in its order.
CREATE FUNCTION patients_with_mrn(beginning text, most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
    RETURN ARRAY(SELECT p.id FROM patient p WHERE p.mrn >= beginning AND p.mrn < beginning || U&'\+10FFFF'
                  ORDER BY p.mrn LIMIT most);
END $$;

-- Patients whose telephone number begins or ends so, and where they are few, goes on so after a country code. Each is a
-- walk along an index that ends after the most: three digits fit nearly everybody somewhere.
CREATE FUNCTION patients_with_phone(digits text, most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    backwards CONSTANT text := reverse(digits);
    found bigint[];
BEGIN
    found := ARRAY(SELECT p.id FROM patient p WHERE p.phone_digits >= digits AND p.phone_digits < digits || ':'
                    ORDER BY p.phone_digits LIMIT most)
          || ARRAY(SELECT p.id FROM patient p WHERE reverse(p.phone_digits) >= backwards AND reverse(p.phone_digits) < backwards || ':'
                    ORDER BY reverse(p.phone_digits) LIMIT most);
    IF cardinality(found) < 20 THEN
        found := found || ARRAY(SELECT x.id FROM generate_series(1, 999) code CROSS JOIN LATERAL (
                           SELECT p.id FROM patient p
                            WHERE p.phone_digits >= code || digits AND p.phone_digits < code || digits || ':'
                            ORDER BY p.phone_digits LIMIT most) x LIMIT most);
    END IF;
    RETURN found;
END $$;

-- Patients whose telephone number has the digits anywhere, of these patients or of all.
CREATE FUNCTION patients_with_phone_inside(digits text, among bigint[], most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    found bigint[];
BEGIN
    IF among IS NOT NULL THEN
        RETURN ARRAY(SELECT p.id FROM unnest(among) e (id) JOIN patient p ON p.id = e.id
                      WHERE (p.phone_digits || '') LIKE '%' || digits || '%' LIMIT most);
    END IF;
    -- Planned each time: only a known pattern can use the trigrams.
    EXECUTE 'SELECT array_agg(id) FROM (SELECT p.id FROM patient p WHERE p.phone_digits LIKE $1 LIMIT $2) p'
       INTO found USING '%' || digits || '%', most;
    RETURN coalesce(found, '{}');
END $$;

-- The caller's own by telephone number. If the first two hundred who fit aren't, few are: then all of
-- the caller's own are looked through. Fewer than five digits in the middle tell too little.
CREATE FUNCTION own_patients_with_phone(who caller_row, digits text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    many CONSTANT int := 200;
    fitting bigint[];
    found bigint[];
    everyone bigint[];
BEGIN
    IF length(digits) < 3 THEN
        RETURN '{}';
    END IF;
    fitting := patients_with_phone(digits, many);
    IF fitting = '{}' AND length(digits) >= 5 THEN
        fitting := patients_with_phone_inside(digits, NULL, many);
    END IF;
    found := own_patients(who, fitting, '{}', '{}');
    IF found = '{}' AND cardinality(fitting) >= many THEN
        everyone := all_own_patients(who);
        IF everyone IS NOT NULL THEN
            found := patients_with_phone_inside(digits, everyone, 200);
        END IF;
    END IF;
    RETURN found;
END $$;

-- By telephone number or the digits of an MRN. A number kept without its country code is found by
-- one typed with it, one kept without an extension by one typed with it.
CREATE FUNCTION own_patients_with_digits(who caller_row, query text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    bare CONSTANT text := regexp_replace(query, '(?:x|ext\.?|#) ?\d+\s*$', '', 'i');
    digits CONSTANT text := search_phone(query);
    found bigint[] := own_patients_with_phone(who, digits);
BEGIN
    IF found = '{}' AND bare <> query THEN
        found := own_patients_with_phone(who, search_phone(bare));
    END IF;
    IF found = '{}' AND length(digits) >= 8 AND btrim(query) ~ '^(\+|00)' THEN
        found := own_patients(who, ARRAY(SELECT p.id FROM patient p WHERE p.phone_digits = ANY (ARRAY[
                     ltrim(substr(digits, 2), '0'), ltrim(substr(digits, 3), '0'), ltrim(substr(digits, 4), '0')])), '{}', '{}');
    END IF;
    IF search_norm(query) ~ '^[0-9]{4,}$' THEN
        found := found || own_patients(who, patients_with_mrn('P' || search_norm(query), 200), '{}', '{}');
    END IF;
    RETURN found || own_patients(who, patients_with_words(search_words(query), false, '{}', NULL, 50), '{}', '{}');
END $$;

-- One way after the other until someone is found; how says whether words had to be corrected.
CREATE FUNCTION patients_found(who caller_row, query text, OUT ids bigint[], OUT how text)
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    dates date[] := birth_dates_in(query, current_date);
    words text[] := search_words(CASE WHEN dates = '{}' THEN query ELSE without_birth_date(query) END);
    groups text[];
BEGIN
    how := 'exact';
    SELECT array_agg(p.id) INTO ids FROM patient p WHERE p.mrn IN (btrim(query), upper(btrim(query)));
    IF cardinality(ids) > 0 THEN
        ids := CASE WHEN who.role = 'doctor' THEN own_patients(who, ids, '{}', '{}') ELSE ids END;
        RETURN;
    END IF;
    IF dates <> '{}' AND words = '{}' THEN
        ids := own_patients_with_words(who, '{}', '{}', dates);
    END IF;
    IF coalesce(ids, '{}') = '{}' AND search_norm(query) ~ '^[0-9 ]+( ?(x|ext) ?[0-9]+)?$' THEN
        ids := own_patients_with_digits(who, query);
    ELSIF btrim(query) ~ '^[A-Za-z]{1,4}-?[0-9]+$' THEN
        ids := own_patients(who, patients_with_mrn(upper(btrim(query)), 200), '{}', '{}');
    END IF;
    IF coalesce(ids, '{}') <> '{}' OR words = '{}' THEN
        RETURN;
    END IF;
    ids := own_patients_with_words(who, words, words, dates);
    IF ids = '{}' AND han_words(words) <> words THEN
        ids := own_patients_with_words(who, han_words(words), words, dates);
    END IF;
    IF ids = '{}' THEN
        how := 'similar';
        groups := ARRAY(SELECT corrected_word(w, false) FROM unnest(words) w);
        IF groups = words THEN
            groups := ARRAY(SELECT corrected_word(w, true) FROM unnest(words) w);
        END IF;
        IF groups <> words THEN
            ids := own_patients_with_words(who, groups, words, dates);
        END IF;
    END IF;
END $$;

CREATE FUNCTION patient_search(query text, most int) RETURNS SETOF patient_found
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp
SET enable_seqscan = off SET jit = off AS $$
DECLARE
    who caller_row := caller();
    words text[];
    result record;
    shown patient_found[];
BEGIN
    IF length(query) > 200 THEN
        RAISE EXCEPTION 'search text too long' USING ERRCODE = '22023', DETAIL = '{"field": "query", "problem": "too_long", "limit": 200}';
    ELSIF coalesce(btrim(query), '') = '' THEN
        RETURN;
    END IF;
    words := search_words(query);
    SELECT * INTO result FROM patients_found(who, query);
    SELECT array_agg(ROW(x.id, x.mrn, x.title, x.family, x.given, x.birth_date, x.died_on, x.sex, x.phone, x.email,
                         x.language, x.version, result.how)::patient_found ORDER BY x.place)
      INTO shown FROM (
        SELECT p.*, row_number() OVER (ORDER BY b.misses, b.alike DESC, p.family, p.given, p.birth_date, p.id) AS place
          FROM unnest(ARRAY(SELECT DISTINCT unnest(result.ids))) f (id)
          JOIN patient p ON p.id = f.id
         CROSS JOIN LATERAL (
            SELECT (SELECT count(*) FROM unnest(words) w WHERE p.search NOT LIKE '% ' || w || ' %') AS misses,
                   CASE WHEN result.how = 'similar' THEN similarity(p.search, array_to_string(words, ' '))
                        WHEN p.search LIKE ' ' || words[1] || ' %' THEN 1 ELSE 0 END AS alike) b
         ORDER BY place LIMIT least(greatest(coalesce(most, 20), 1), 20)) x;
    INSERT INTO audit (who, action, entity, facts)
    VALUES (who.login, 'patient_search', 'patient', jsonb_build_object('how', result.how, 'patients',
            ARRAY(SELECT s.patient_id FROM unnest(shown) s)));
    RETURN QUERY SELECT * FROM unnest(shown);
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION search_words(text), patients_with_words(text[], boolean, date[], bigint[], int),
    own_patients(caller_row, bigint[], text[], date[]), all_own_patients(caller_row),
    own_patients_with_words(caller_row, text[], text[], date[]), corrected_word(text, boolean), han_words(text[]),
    patients_with_mrn(text, int), patients_with_phone(text, int), patients_with_phone_inside(text, bigint[], int),
    own_patients_with_phone(caller_row, text), own_patients_with_digits(caller_row, text), patients_found(caller_row, text), patient_search(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patient_search(text, int) TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
