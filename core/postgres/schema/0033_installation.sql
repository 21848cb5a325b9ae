-- Which database this is. Answers that desks share outside it are kept under its number, so that two
-- databases, or a database and its restored backup, never meet there.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;

CREATE TABLE installation (
    number bigint NOT NULL,
    single boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (single)
);
ALTER TABLE installation ENABLE ROW LEVEL SECURITY;
ALTER TABLE installation FORCE ROW LEVEL SECURITY;
CREATE POLICY functions ON installation TO clinidesk_owner, clinidesk_api USING (true) WITH CHECK (true);
REVOKE INSERT, UPDATE, DELETE ON installation FROM clinidesk_api;
INSERT INTO installation (number) VALUES (('x' || encode(public.gen_random_bytes(8), 'hex'))::bit(64)::bigint);
RESET ROLE;

SET ROLE clinidesk_api;

-- The row goes along with a copy of the database; where the copy runs does not. A server that was
-- promoted or set back to an earlier moment counts as another one too.
CREATE FUNCTION installation_number() RETURNS bigint
LANGUAGE sql STABLE SET search_path = clinidesk, public, pg_temp AS $$
    SELECT hashtextextended(concat_ws(':', i.number, s.system_identifier, c.timeline_id, d.oid), 0)
      FROM installation i, pg_control_system() s, pg_control_checkpoint() c, pg_database d
     WHERE d.datname = current_database()
$$;

-- sign_in() and confirm_session() as before, and with the number.
DROP FUNCTION sign_in();
CREATE FUNCTION sign_in(OUT staff_id int, OUT login text, OUT display_name text, OUT role text, OUT doctor_id int,
                        OUT rights text[], OUT rights_version int, OUT password_expired boolean,
                        OUT server_time timestamptz, OUT schema_version int, OUT installation bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT c.staff_id, c.login, c.display_name, c.role, c.doctor_id, c.rights, c.rights_version, c.password_expired,
           c.server_time, c.schema_version, c.installation
      INTO sign_in.staff_id, sign_in.login, sign_in.display_name, sign_in.role, sign_in.doctor_id, sign_in.rights,
           sign_in.rights_version, sign_in.password_expired, sign_in.server_time, sign_in.schema_version,
           sign_in.installation
      FROM confirm_session() c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    VALUES ((SELECT min(sc.clinic_id) FROM staff_clinic sc WHERE sc.staff_id = sign_in.staff_id), sign_in.login,
            'sign_in', 'staff', sign_in.staff_id, jsonb_build_object('expired', sign_in.password_expired));
END $$;

DROP FUNCTION confirm_session();
CREATE FUNCTION confirm_session(OUT staff_id int, OUT login text, OUT display_name text, OUT role text,
                                OUT doctor_id int, OUT rights text[], OUT rights_version int,
                                OUT password_expired boolean, OUT server_time timestamptz, OUT schema_version int,
                                OUT installation bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT s.id, s.login, s.display_name, s.role, s.doctor_id, s.rights, s.rights_version, s.password_expires_at <= now()
      INTO confirm_session.staff_id, confirm_session.login, confirm_session.display_name, confirm_session.role,
           confirm_session.doctor_id, confirm_session.rights, confirm_session.rights_version,
           confirm_session.password_expired
      FROM staff s WHERE s.login = session_user::text AND s.active;
    IF NOT FOUND THEN
        PERFORM deny();
    END IF;
    confirm_session.server_time := clock_timestamp();
    confirm_session.schema_version := (SELECT max(m.number) FROM migration m);
    confirm_session.installation := installation_number();
END $$;
GRANT EXECUTE ON FUNCTION sign_in(), confirm_session()
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
RESET ROLE;
