-- A desk that was cut off asks whether its session still stands. Nobody signs in then, so nothing is
-- audited, and a server that takes no changes can answer.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION confirm_session(OUT staff_id int, OUT login text, OUT display_name text, OUT role text,
                                OUT doctor_id int, OUT rights text[], OUT rights_version int,
                                OUT password_expired boolean, OUT server_time timestamptz, OUT schema_version int)
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
END $$;
GRANT EXECUTE ON FUNCTION confirm_session() TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
RESET ROLE;
