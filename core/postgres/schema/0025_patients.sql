-- One patient, and those he may be confused with.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE TYPE patient_row AS (
    patient_id bigint, mrn text, title text, family text, given text, birth_date date, died_on date, sex text,
    phone text, email text, language text, version int);
CREATE TYPE patient_found AS (
    patient_id bigint, mrn text, title text, family text, given text, birth_date date, died_on date, sex text,
    phone text, email text, language text, version int, how text);
CREATE TYPE patient_alike AS (
    patient_id bigint, mrn text, title text, family text, given text, birth_date date, died_on date, sex text,
    phone text, email text, language text, version int, score real);

-- A doctor's patients are those he has or had an appointment with, everybody else's those of the clinics.
CREATE FUNCTION is_own_patient(who caller_row, patient bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    IF who.role = 'doctor' THEN
        RETURN EXISTS (SELECT FROM appointment a WHERE a.patient_id = patient AND a.doctor_id = who.doctor_id);
    END IF;
    RETURN EXISTS (SELECT FROM patient_clinic pc WHERE pc.patient_id = patient AND pc.clinic_id = ANY (who.clinics));
END $$;

CREATE FUNCTION patient_card(patient bigint) RETURNS SETOF patient_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who caller_row := caller();
BEGIN
    IF NOT EXISTS (SELECT FROM patient p WHERE p.id = patient_card.patient) THEN
        RAISE EXCEPTION 'no such patient' USING ERRCODE = 'P0002', DETAIL = '{}';
    ELSIF NOT is_own_patient(who, patient) THEN
        RAISE EXCEPTION 'not a patient of the caller' USING ERRCODE = '42501', DETAIL = '{}';
    END IF;
    INSERT INTO audit (who, action, entity, entity_id) VALUES (who.login, 'patient_card', 'patient', patient);
    RETURN QUERY
    SELECT p.id, p.mrn, p.title, p.family, p.given, p.birth_date, p.died_on, p.sex, p.phone, p.email, p.language, p.version
      FROM patient p WHERE p.id = patient_card.patient;
END $$;

-- The values may come from a half-filled form: null and empty are allowed. Patients of other clinics
-- show only when name and birth date are both the same.
CREATE FUNCTION patient_duplicates(family text, given text, birth_date date, phone text) RETURNS SETOF patient_alike
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    who caller_row := caller();
    family_norm text := left(search_norm(coalesce(family, '')), 100);
    given_norm text := left(search_norm(coalesce(given, '')), 100);
    name_norm text := btrim(family_norm || ' ' || given_norm);
    digits text := left(search_phone(coalesce(phone, '')), 40);
    near bigint[];
    found patient_alike[];
BEGIN
    SELECT array_agg(p.id) INTO near FROM (
        (SELECT p.id FROM patient p WHERE p.birth_date = patient_duplicates.birth_date LIMIT 5000)
        UNION
        (SELECT p.id FROM patient p WHERE length(digits) >= 6 AND reverse(p.phone_digits) >= reverse(digits)
            AND reverse(p.phone_digits) < reverse(digits) || ':' LIMIT 100)
        UNION
        (SELECT p.id FROM patient p
          WHERE family_norm <> '' AND given_norm <> ''
            AND p.search LIKE '% ' || family_norm || ' %' AND p.search LIKE '% ' || given_norm || ' %' LIMIT 500)) p;
    SELECT array_agg(ROW(x.id, x.mrn, x.title, x.family, x.given, x.birth_date, x.died_on, x.sex, x.phone, x.email,
                         x.language, x.version, x.score)::patient_alike ORDER BY x.score DESC, x.id)
      INTO found FROM (
        SELECT p.*, m.score FROM patient p
         CROSS JOIN LATERAL (SELECT search_norm(p.family || ' ' || p.given) AS name,
                                    coalesce(p.birth_date = patient_duplicates.birth_date, false) AS same_day) n
         CROSS JOIN LATERAL (SELECT (0.5 * similarity(n.name, name_norm) + CASE WHEN n.same_day THEN 0.3 ELSE 0 END
                + CASE WHEN digits <> '' AND p.phone_digits = digits THEN 0.3 ELSE 0 END)::real AS score) m
         WHERE p.id = ANY (near) AND m.score >= 0.45
           AND ((n.same_day AND n.name = name_norm) OR EXISTS (
                SELECT FROM patient_clinic pc WHERE pc.patient_id = p.id AND pc.clinic_id = ANY (who.clinics)))
         ORDER BY m.score DESC, p.id LIMIT 5) x;
    INSERT INTO audit (who, action, entity, facts)
    VALUES (who.login, 'patient_duplicates', 'patient', jsonb_build_object('patients',
            ARRAY(SELECT f.patient_id FROM unnest(found) f)));
    RETURN QUERY SELECT * FROM unnest(found);
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION is_own_patient(caller_row, bigint), patient_card(bigint),
    patient_duplicates(text, text, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patient_card(bigint) TO clinidesk_receptionist, clinidesk_doctor;
GRANT EXECUTE ON FUNCTION patient_duplicates(text, text, date, text) TO clinidesk_receptionist;
