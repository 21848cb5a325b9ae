-- Signing in, one's own password, and the reports a desk brings along.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Who the session belongs to, expired password or not; the first call after connecting.
CREATE FUNCTION sign_in(OUT staff_id int, OUT login text, OUT display_name text, OUT role text, OUT doctor_id int,
                        OUT rights text[], OUT rights_version int, OUT password_expired boolean,
                        OUT server_time timestamptz, OUT schema_version int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT s.id, s.login, s.display_name, s.role, s.doctor_id, s.rights, s.rights_version, s.password_expires_at <= now()
      INTO sign_in.staff_id, sign_in.login, sign_in.display_name, sign_in.role, sign_in.doctor_id, sign_in.rights,
           sign_in.rights_version, sign_in.password_expired
      FROM staff s WHERE s.login = session_user::text AND s.active;
    IF NOT FOUND THEN
        PERFORM deny();
    END IF;
    sign_in.server_time := clock_timestamp();
    sign_in.schema_version := (SELECT max(m.number) FROM migration m);
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    VALUES ((SELECT min(sc.clinic_id) FROM staff_clinic sc WHERE sc.staff_id = sign_in.staff_id), sign_in.login,
            'sign_in', 'staff', sign_in.staff_id, jsonb_build_object('expired', sign_in.password_expired));
END $$;

CREATE FUNCTION require_verifier(verifier text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- What PostgreSQL can't read as a verifier it takes for a password in clear: the salt must be base64
    -- to the letter.
    IF verifier IS NULL
       OR verifier !~ ('^SCRAM-SHA-256\$[0-9]{4,7}:([A-Za-z0-9+/]{4}){4,21}([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)'
                       '\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$')
       OR substring(verifier FROM '^SCRAM-SHA-256\$(\d+):')::int < 4096 THEN
        PERFORM refuse('verifier', CASE WHEN verifier IS NULL THEN 'missing' ELSE 'malformed' END);
    END IF;
END $$;

-- One's own password, expired or not: the way out of CD005.
CREATE FUNCTION change_password(verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    person staff;
BEGIN
    SELECT * INTO person FROM staff s WHERE s.login = session_user::text AND s.active FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM deny();
    END IF;
    PERFORM require_verifier(verifier);
    EXECUTE format('ALTER ROLE %I PASSWORD %L', person.login, verifier);
    UPDATE staff SET password_expires_at = now() + interval '1 year' WHERE id = person.id;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    VALUES ((SELECT min(sc.clinic_id) FROM staff_clinic sc WHERE sc.staff_id = person.id), person.login,
            'change_password', 'staff', person.id);
END $$;

-- A list sent by a desk: an array of at most 1,000 objects; raises 22023 otherwise.
CREATE FUNCTION require_list(field text, list jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(list) IS DISTINCT FROM 'array' OR jsonb_path_exists(list, '$[*] ? (@.type() != "object")') THEN
        PERFORM refuse(field, 'malformed');
    ELSIF jsonb_array_length(list) > 1000 THEN
        PERFORM refuse(field, 'too_long', 1000);
    END IF;
END $$;

-- The instant a desk claims, kept within the last 30 days: its clock may be wrong.
CREATE FUNCTION claimed_instant(claimed text) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN greatest(now() - interval '30 days', least(now(), claimed::timestamptz));
EXCEPTION WHEN data_exception THEN
    RETURN now();
END $$;

-- Failed attempts at this desk, brought by the next person who succeeded. A login that exists keeps
-- its name; a mistyped one could be a password and is not written down.
CREATE FUNCTION report_failed_sign_ins(attempts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    PERFORM require_list('attempts', attempts);
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    SELECT who.clinics[1], coalesce(s.login, '?'), 'sign_in_failed', 'staff', s.id,
           jsonb_strip_nulls(jsonb_build_object('at', claimed_instant(t ->> 'at'),
                                                'desk', left(regexp_replace(t ->> 'desk', '[^A-Za-z0-9._-]', '', 'g'), 63),
                                                'reported_by', who.staff_id))
      FROM jsonb_array_elements(attempts) t LEFT JOIN staff s ON s.login = lower(t ->> 'login');
END $$;

-- Reads that a cache answered. Names the same as the reading functions write themselves.
CREATE FUNCTION log_reads(reads jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    PERFORM require_list('reads', reads);
    -- Only reads can be reported here, and nothing but names we know and a number gets into the audit.
    IF EXISTS (
        SELECT FROM jsonb_array_elements(reads) t
         WHERE coalesce(t ->> 'action', '') NOT IN ('day_list', 'appointment_card', 'history_page', 'patient_card',
                                                    'patient_search', 'patient_duplicates')
            OR coalesce(t ->> 'entity', '') NOT IN ('appointment', 'patient')
            OR CASE coalesce(jsonb_typeof(t -> 'id'), 'null')
               WHEN 'null' THEN false
               WHEN 'number' THEN (t ->> 'id')::numeric NOT BETWEEN 1 AND 9223372036854775807
               ELSE true END) THEN
        PERFORM refuse('reads', 'malformed');
    END IF;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    SELECT coalesce(a.clinic_id, who.clinics[1]), who.login, t ->> 'action', t ->> 'entity', trunc((t ->> 'id')::numeric)::bigint,
           jsonb_build_object('at', claimed_instant(t ->> 'at'), 'cached', true)
      FROM jsonb_array_elements(reads) t
      LEFT JOIN appointment a ON t ->> 'entity' = 'appointment' AND a.id = trunc((t ->> 'id')::numeric)::bigint
                             AND a.clinic_id = ANY (who.clinics);
END $$;
GRANT EXECUTE ON FUNCTION sign_in(), change_password(text), report_failed_sign_ins(jsonb)
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
GRANT EXECUTE ON FUNCTION log_reads(jsonb) TO clinidesk_receptionist, clinidesk_doctor;
RESET ROLE;
