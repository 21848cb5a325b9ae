-- Registering and correcting patients.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- A record number: P, seven digits or more, and a check digit (Damm) that catches every single
-- mistyped digit and every swap of two neighbours.
CREATE FUNCTION make_mrn(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    digits CONSTANT text := lpad(number::text, greatest(7, length(number::text)), '0');
    rows CONSTANT text[] := '{0317598642,7092154863,4206871359,1750983426,6123045978,3674209581,5869720134,8945362017,9438617205,2581436790}';
    interim int := 0;
BEGIN
    FOR i IN 1 .. length(digits) LOOP
        interim := substr(rows[interim + 1], substr(digits, i, 1)::int + 1, 1)::int;
    END LOOP;
    RETURN 'P' || digits || interim;
END $$;

-- Trims, completes and checks what a desk typed; raises 22023 at the first bad field.
CREATE FUNCTION checked_patient(p patient, today date) RETURNS patient
LANGUAGE plpgsql STABLE AS $$
BEGIN
    p.title := checked_text('title', p.title, 100);
    p.family := regexp_replace(checked_text('family', p.family, 100), '\s+', ' ', 'g');
    p.given := regexp_replace(checked_text('given', p.given, 100), '\s+', ' ', 'g');
    p.phone := checked_text('phone', p.phone, 40);
    p.email := checked_text('email', p.email, 200);
    p.language := coalesce(nullif(checked_text('language', p.language, 20), ''), 'en');
    p.sex := coalesce(nullif(p.sex, ''), 'unknown');
    IF p.family = '' THEN
        PERFORM refuse('family', 'missing');
    ELSIF p.given = '' THEN
        PERFORM refuse('given', 'missing');
    ELSIF p.family !~ '[[:alpha:]]' OR p.family ~ '[[:cntrl:]]' THEN
        PERFORM refuse('family', 'malformed');
    ELSIF p.given !~ '[[:alpha:]]' OR p.given ~ '[[:cntrl:]]' THEN
        PERFORM refuse('given', 'malformed');
    ELSIF p.title ~ '[[:cntrl:]]' THEN
        PERFORM refuse('title', 'malformed');
    ELSIF p.birth_date > today THEN
        PERFORM refuse('birth_date', 'future');
    ELSIF p.birth_date < date '1850-01-01' THEN
        PERFORM refuse('birth_date', 'range');
    ELSIF p.died_on > today THEN
        PERFORM refuse('died_on', 'future');
    ELSIF p.died_on < date '1850-01-01' THEN
        PERFORM refuse('died_on', 'range');
    ELSIF p.died_on < p.birth_date THEN
        PERFORM refuse('died_on', 'reversed');
    ELSIF p.sex NOT IN ('female', 'male', 'other', 'unknown') THEN
        PERFORM refuse('sex', 'unknown');
    ELSIF p.phone <> '' AND (length(search_phone(p.phone)) < 3
                             OR p.phone !~ '^[[:digit:]+() ./-]+( ?(ext|x)\.? ?[[:digit:]]+)?$') THEN
        PERFORM refuse('phone', 'malformed');
    ELSIF p.email <> '' AND p.email !~ '^[^@[:space:][:cntrl:]<>,;:"()]+@[^@[:space:][:cntrl:]<>,;:"().]+(\.[^@[:space:][:cntrl:]<>,;:"().]+)+$' THEN
        PERFORM refuse('email', 'malformed');
    ELSIF p.language !~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' THEN
        PERFORM refuse('language', 'malformed');
    END IF;
    p.search := ' ' || search_norm(p.family || ' ' || p.given || ' ' || p.mrn) || ' ';
    p.phone_digits := coalesce(search_phone(p.phone), '');
    RETURN p;
END $$;

-- Lets a misspelt search find the parts of this name.
CREATE FUNCTION learn_name(p patient) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO name_part (part)
    SELECT DISTINCT word FROM string_to_table(search_norm(p.family || ' ' || p.given), ' ') word
     WHERE length(word) >= 2 ORDER BY 1
    ON CONFLICT DO NOTHING;
END $$;

CREATE TYPE patient_change AS (patient_id bigint, mrn text, version int, tags text[]);

-- News, audit and the request's answer. Lists of every clinic where the patient is known show the name.
CREATE FUNCTION finish_patient(asked request, who caller_row, action text, p patient) RETURNS patient_change
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    answer patient_change;
    clinics CONSTANT int[] := ARRAY(SELECT pc.clinic_id FROM patient_clinic pc WHERE pc.patient_id = p.id ORDER BY 1);
BEGIN
    answer.patient_id := p.id;
    answer.mrn := p.mrn;
    answer.version := p.version;
    -- Where else the patient is known is nothing a clinic should read.
    answer.tags := ARRAY['patient:' || p.id]
                   || ARRAY(SELECT 'clinic:' || c FROM unnest(clinics) c WHERE c = ANY (who.clinics));
    INSERT INTO outbox (clinic_id, kind, payload, tags, due_at)
    SELECT c, 'event', jsonb_build_object('type', finish_patient.action, 'patient', p.id, 'version', p.version),
           ARRAY['patient:' || p.id, 'clinic:' || c], now()
      FROM unnest(clinics) c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    SELECT c, who.login, finish_patient.action, 'patient', p.id FROM unnest(coalesce(nullif(clinics, '{}'), who.clinics[1:1])) c;
    PERFORM keep_answer(asked, to_jsonb(answer));
    RETURN answer;
END $$;

CREATE FUNCTION patient_create(request uuid, clinic int, title text, family text, given text, birth_date date,
                               sex text, phone text, email text, language text)
RETURNS patient_change LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    p patient;
BEGIN
    IF patient_create.clinic IS NULL OR NOT patient_create.clinic = ANY (who.clinics) THEN
        PERFORM deny();
    END IF;
    asked := claim_request(patient_create.request, 'patient_create', jsonb_build_array(patient_create.clinic,
        patient_create.title, patient_create.family, patient_create.given, patient_create.birth_date,
        patient_create.sex, patient_create.phone, patient_create.email, patient_create.language));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::patient_change, asked.answer);
    END IF;
    p.title := patient_create.title;
    p.family := patient_create.family;
    p.given := patient_create.given;
    p.birth_date := patient_create.birth_date;
    p.sex := patient_create.sex;
    p.phone := patient_create.phone;
    p.email := patient_create.email;
    p.language := patient_create.language;
    p.mrn := '';
    PERFORM checked_patient(p, clinic_today(patient_create.clinic));
    p.id := nextval(pg_get_serial_sequence('clinidesk.patient', 'id'));
    p.mrn := make_mrn(p.id);
    p := checked_patient(p, clinic_today(patient_create.clinic));
    p.version := 1;
    p.created_at := now();
    INSERT INTO patient SELECT (p).*;
    INSERT INTO patient_clinic (patient_id, clinic_id) VALUES (p.id, patient_create.clinic);
    PERFORM learn_name(p);
    RETURN finish_patient(asked, who, 'patient_create', p);
END $$;

CREATE FUNCTION patient_update(request uuid, patient bigint, expected_version int, title text, family text, given text,
                               birth_date date, died_on date, sex text, phone text, email text, language text)
RETURNS patient_change LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    p patient;
    clinic int;
BEGIN
    asked := claim_request(patient_update.request, 'patient_update', jsonb_build_array(patient_update.patient,
        patient_update.expected_version, patient_update.title, patient_update.family, patient_update.given,
        patient_update.birth_date, patient_update.died_on, patient_update.sex, patient_update.phone,
        patient_update.email, patient_update.language));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::patient_change, asked.answer);
    END IF;
    SELECT * INTO p FROM patient o WHERE o.id = patient_update.patient FOR NO KEY UPDATE;
    IF p.id IS NULL THEN
        PERFORM not_found();
    END IF;
    SELECT pc.clinic_id INTO clinic FROM patient_clinic pc
     WHERE pc.patient_id = p.id AND pc.clinic_id = ANY (who.clinics) ORDER BY 1 LIMIT 1;
    IF clinic IS NULL THEN
        PERFORM deny();
    ELSIF patient_update.expected_version IS NULL THEN
        PERFORM refuse('expected_version', 'missing');
    ELSIF p.version <> patient_update.expected_version THEN
        RAISE EXCEPTION 'changed meanwhile' USING ERRCODE = 'CD004',
            DETAIL = json_build_object('patient', p.id, 'version', p.version);
    END IF;
    p.title := patient_update.title;
    p.family := patient_update.family;
    p.given := patient_update.given;
    p.birth_date := patient_update.birth_date;
    p.died_on := patient_update.died_on;
    p.sex := patient_update.sex;
    p.phone := patient_update.phone;
    p.email := patient_update.email;
    p.language := patient_update.language;
    p := checked_patient(p, clinic_today(clinic));
    UPDATE patient o
       SET title = p.title, family = p.family, given = p.given, birth_date = p.birth_date, died_on = p.died_on,
           sex = p.sex, phone = p.phone, email = p.email, language = p.language, search = p.search,
           phone_digits = p.phone_digits, version = o.version + 1
     WHERE o.id = p.id RETURNING o.* INTO p;
    PERFORM learn_name(p);
    RETURN finish_patient(asked, who, 'patient_update', p);
END $$;
GRANT EXECUTE ON FUNCTION patient_create(uuid, int, text, text, text, date, text, text, text, text),
    patient_update(uuid, bigint, int, text, text, text, date, date, text, text, text, text) TO clinidesk_receptionist;
RESET ROLE;
