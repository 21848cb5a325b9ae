-- What desks share outside the database is sealed. The keys are derived here, so that no login can ask
-- for one whose answers it may not read.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;

CREATE TABLE seal_master (
    secret bytea NOT NULL CHECK (length(secret) = 32),
    single boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (single)
);
ALTER TABLE seal_master ENABLE ROW LEVEL SECURITY;
ALTER TABLE seal_master FORCE ROW LEVEL SECURITY;
CREATE POLICY functions ON seal_master TO clinidesk_owner, clinidesk_api USING (true) WITH CHECK (true);
REVOKE INSERT, UPDATE, DELETE ON seal_master FROM clinidesk_api;
INSERT INTO seal_master (secret) VALUES (public.gen_random_bytes(32));
RESET ROLE;

SET ROLE clinidesk_api;

-- A person's keys as '<clinic>:<64 hexadecimal digits>', with spaces between; clinic 0 stands for answers
-- that are of no single clinic. People have a key in common where they see the same: receptionists with
-- the same rights at the same clinics, a doctor nobody. What a person may not see decides, so her rights'
-- version and this database's number go into every key. Nothing for a worker.
CREATE FUNCTION seal_keys(person staff) RETURNS text
LANGUAGE sql STABLE SET search_path = clinidesk, public, pg_temp AS $$
    WITH own AS (
        SELECT coalesce(array_agg(sc.clinic_id ORDER BY sc.clinic_id), '{}') AS clinics
          FROM staff_clinic sc WHERE sc.staff_id = person.id
    ), scope AS (
        SELECT 0 AS clinic, 'clinics ' || array_to_string(own.clinics, ',') AS reach FROM own
        UNION ALL
        SELECT c, 'clinic ' || c FROM own, unnest(own.clinics) c
    )
    SELECT string_agg(scope.clinic || ':' || encode(hmac(convert_to(
               concat_ws('/', 'cache', installation_number(), person.role,
                         CASE person.role WHEN 'receptionist' THEN 0
                                          WHEN 'doctor' THEN coalesce(person.doctor_id, 0)
                                          ELSE person.id END,
                         person.rights_version, scope.reach), 'UTF8'),
               m.secret, 'sha256'), 'hex'), ' ' ORDER BY scope.clinic)
      FROM scope, seal_master m WHERE person.role <> 'worker'
$$;

-- sign_in() and confirm_session() as before, and with the keys: not for an expired password.
DROP FUNCTION sign_in();
CREATE FUNCTION sign_in(OUT staff_id int, OUT login text, OUT display_name text, OUT role text, OUT doctor_id int,
                        OUT rights text[], OUT rights_version int, OUT password_expired boolean,
                        OUT server_time timestamptz, OUT schema_version int, OUT installation bigint,
                        OUT seal_keys text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT c.staff_id, c.login, c.display_name, c.role, c.doctor_id, c.rights, c.rights_version, c.password_expired,
           c.server_time, c.schema_version, c.installation, c.seal_keys
      INTO sign_in.staff_id, sign_in.login, sign_in.display_name, sign_in.role, sign_in.doctor_id, sign_in.rights,
           sign_in.rights_version, sign_in.password_expired, sign_in.server_time, sign_in.schema_version,
           sign_in.installation, sign_in.seal_keys
      FROM confirm_session() c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    VALUES ((SELECT min(sc.clinic_id) FROM staff_clinic sc WHERE sc.staff_id = sign_in.staff_id), sign_in.login,
            'sign_in', 'staff', sign_in.staff_id, jsonb_build_object('expired', sign_in.password_expired));
END $$;

DROP FUNCTION confirm_session();
CREATE FUNCTION confirm_session(OUT staff_id int, OUT login text, OUT display_name text, OUT role text,
                                OUT doctor_id int, OUT rights text[], OUT rights_version int,
                                OUT password_expired boolean, OUT server_time timestamptz, OUT schema_version int,
                                OUT installation bigint, OUT seal_keys text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    person staff;
BEGIN
    SELECT * INTO person FROM staff s WHERE s.login = session_user::text AND s.active;
    IF NOT FOUND THEN
        PERFORM deny();
    END IF;
    confirm_session.staff_id := person.id;
    confirm_session.login := person.login;
    confirm_session.display_name := person.display_name;
    confirm_session.role := person.role;
    confirm_session.doctor_id := person.doctor_id;
    confirm_session.rights := person.rights;
    confirm_session.rights_version := person.rights_version;
    confirm_session.password_expired := person.password_expires_at <= now();
    confirm_session.server_time := clock_timestamp();
    confirm_session.schema_version := (SELECT max(m.number) FROM migration m);
    confirm_session.installation := installation_number();
    IF NOT coalesce(confirm_session.password_expired, false) THEN
        confirm_session.seal_keys := seal_keys(person);
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION sign_in(), confirm_session()
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
RESET ROLE;
