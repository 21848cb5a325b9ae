-- Staff and their logins. An administrator acts inside her own clinics; the session of a superuser
-- (clinidesk_boot) may do everything, also make the first administrator and the workers.

-- CREATEROLE allows logins to be made; ending a session needs this as well. It reaches no
-- superuser's session, and the functions below are the only code that runs as clinidesk_api.
GRANT pg_signal_backend TO clinidesk_api;

SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Null for a superuser's session, else the administrator; raises 42501 for anybody else.
CREATE FUNCTION administrator() RETURNS caller_row
LANGUAGE plpgsql AS $$
DECLARE
    who caller_row;
BEGIN
    IF (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) THEN
        RETURN NULL;
    END IF;
    who := caller();
    IF who.role <> 'admin' THEN
        PERFORM deny();
    END IF;
    RETURN who;
END $$;

-- Whether the doctor works, and has worked, nowhere but at these clinics. His login reads his
-- appointments wherever they are, so whoever gives out its password must be trusted with all of them.
CREATE FUNCTION is_doctor_within(doctor int, clinics int[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM clinic c
         WHERE NOT c.id = ANY (clinics)
           AND (EXISTS (SELECT FROM doctor_department dd JOIN department d ON d.id = dd.department_id
                         WHERE dd.doctor_id = doctor AND d.clinic_id = c.id)
                OR EXISTS (SELECT FROM appointment a WHERE a.clinic_id = c.id AND a.doctor_id = doctor)))
$$;

-- The member of staff, locked, if the administrator may act on her: all her clinics must be his.
CREATE FUNCTION staff_to_change(who caller_row, wanted text) RETURNS staff
LANGUAGE plpgsql AS $$
DECLARE
    person staff;
    clinics int[];
BEGIN
    SELECT * INTO person FROM staff s WHERE s.login = wanted FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM not_found();
    END IF;
    clinics := ARRAY(SELECT sc.clinic_id FROM staff_clinic sc WHERE sc.staff_id = person.id);
    IF who.login IS NOT NULL AND (person.role = 'worker' OR clinics = '{}' OR NOT clinics <@ who.clinics
                                  OR NOT is_doctor_within(person.doctor_id, who.clinics)) THEN
        PERFORM deny();
    END IF;
    RETURN person;
END $$;

CREATE FUNCTION audit_staff(who caller_row, action text, person bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    VALUES ((SELECT min(sc.clinic_id) FROM staff_clinic sc WHERE sc.staff_id = person),
            coalesce(who.login, session_user), action, 'staff', person);
$$;

-- Raises 22023 or 42501 unless this member of staff can be added by that administrator.
CREATE FUNCTION require_staff(who caller_row, s staff, clinics int[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF s.login IS NULL OR s.login !~ '^[a-z][a-z0-9._-]{1,61}$' THEN
        PERFORM refuse('login', CASE WHEN coalesce(s.login, '') = '' THEN 'missing' ELSE 'malformed' END);
    ELSIF s.display_name = '' THEN
        PERFORM refuse('display_name', 'missing');
    ELSIF s.role IS NULL OR s.role NOT IN ('receptionist', 'doctor', 'admin', 'worker') THEN
        PERFORM refuse('role', 'unknown');
    ELSIF clinics = '{}' AND s.role <> 'worker' THEN
        PERFORM refuse('clinics', 'missing');
    ELSIF EXISTS (SELECT FROM unnest(clinics) c WHERE NOT EXISTS (SELECT FROM clinic k WHERE k.id = c)) THEN
        PERFORM refuse('clinics', 'unknown');
    ELSIF (s.role = 'doctor') <> (s.doctor_id IS NOT NULL)
          OR s.doctor_id IS NOT NULL AND NOT EXISTS (SELECT FROM doctor d WHERE d.id = s.doctor_id) THEN
        PERFORM refuse('doctor', CASE WHEN s.doctor_id IS NULL THEN 'missing' ELSE 'unknown' END);
    ELSIF NOT s.rights <@ '{double_book,over_limit,past}' THEN
        PERFORM refuse('rights', 'unknown');
    ELSIF s.password_expires_at < now() - interval '1 day' THEN
        PERFORM refuse('expires_at', 'past');
    ELSIF who.login IS NOT NULL AND (s.role = 'worker' OR NOT clinics <@ who.clinics
          OR s.doctor_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM doctor_department dd JOIN department d ON d.id = dd.department_id
                 WHERE dd.doctor_id = s.doctor_id AND d.clinic_id = ANY (who.clinics))
          OR NOT is_doctor_within(s.doctor_id, who.clinics)) THEN
        PERFORM deny();
    ELSIF s.login ~ '^pg_' OR s.login IN ('public', 'none') -- PostgreSQL's own
          OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = s.login) THEN
        PERFORM refuse('login', 'taken');
    END IF;
END $$;

CREATE FUNCTION staff_add(login text, display_name text, role text, verifier text, clinics int[], doctor int,
                          rights text[], expires_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    places CONSTANT int[] := coalesce(staff_add.clinics, '{}');
    person staff;
BEGIN
    person.login := staff_add.login;
    person.display_name := checked_text('display_name', staff_add.display_name, 100);
    person.role := staff_add.role;
    person.doctor_id := staff_add.doctor;
    person.rights := coalesce(staff_add.rights, '{}');
    person.password_expires_at := coalesce(staff_add.expires_at, now() + interval '1 year');
    PERFORM require_staff(who, person, places);
    PERFORM require_verifier(staff_add.verifier);
    INSERT INTO staff (login, display_name, role, doctor_id, rights, password_expires_at)
    VALUES (person.login, person.display_name, person.role, person.doctor_id, person.rights, person.password_expires_at)
    RETURNING * INTO person;
    INSERT INTO staff_clinic (staff_id, clinic_id) SELECT DISTINCT person.id, c FROM unnest(places) c;
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L IN ROLE %I',
                   person.login, staff_add.verifier, 'clinidesk_' || person.role);
    PERFORM audit_staff(who, 'staff_add', person.id);
    RETURN person.id;
END $$;

CREATE FUNCTION staff_list() RETURNS TABLE (staff_id int, login text, display_name text, role text, doctor_id int,
    clinics int[], active boolean, password_expires_at timestamptz, rights text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
BEGIN
    RETURN QUERY
    SELECT s.id, s.login, s.display_name, s.role, s.doctor_id, k.clinics, s.active, s.password_expires_at, s.rights
      FROM staff s
     CROSS JOIN LATERAL (SELECT ARRAY(SELECT sc.clinic_id FROM staff_clinic sc WHERE sc.staff_id = s.id ORDER BY 1)) k (clinics)
     WHERE who.login IS NULL OR k.clinics && who.clinics
     ORDER BY s.login;
END $$;

-- The login is closed and its sessions end. One that slips in before the commit meets caller().
CREATE FUNCTION staff_disable(login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    person CONSTANT staff := staff_to_change(who, staff_disable.login);
BEGIN
    IF person.login = session_user THEN
        PERFORM deny();
    END IF;
    UPDATE staff SET active = false, rights_version = rights_version + 1 WHERE id = person.id;
    EXECUTE format('ALTER ROLE %I NOLOGIN', person.login);
    PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.usename = person.login;
    PERFORM audit_staff(who, 'staff_disable', person.id);
END $$;

CREATE FUNCTION staff_reset_password(login text, verifier text, expires_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    person CONSTANT staff := staff_to_change(who, staff_reset_password.login);
BEGIN
    PERFORM require_verifier(staff_reset_password.verifier);
    UPDATE staff SET active = true, password_expires_at = coalesce(staff_reset_password.expires_at, now() + interval '1 year')
     WHERE id = person.id;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', person.login, staff_reset_password.verifier);
    PERFORM audit_staff(who, 'staff_reset_password', person.id);
END $$;
GRANT EXECUTE ON FUNCTION staff_add(text, text, text, text, int[], int, text[], timestamptz), staff_list(),
    staff_disable(text), staff_reset_password(text, text, timestamptz) TO clinidesk_admin;
RESET ROLE;
