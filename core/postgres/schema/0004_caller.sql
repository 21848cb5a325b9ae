-- Who is calling: every function asks here, and nothing else decides who a person is.
SET search_path = clinidesk, public;

CREATE TYPE caller_row AS (staff_id int, login text, role text, doctor_id int, clinics int[], rights text[]);
ALTER TYPE caller_row OWNER TO clinidesk_api;

-- The signed-in member of staff. Inside a SECURITY DEFINER function current_user is the owner, so
-- the person is session_user. Raises 42501 for a stranger, CD005 once the password has expired.
CREATE FUNCTION caller() RETURNS caller_row
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    me CONSTANT text := session_user; -- compared as it stands, its collation would keep the index away
    who caller_row;
    expires timestamptz;
BEGIN
    SELECT s.id, s.login, s.role, s.doctor_id,
           coalesce((SELECT array_agg(sc.clinic_id ORDER BY sc.clinic_id)
                     FROM staff_clinic sc WHERE sc.staff_id = s.id), '{}'),
           s.rights, s.password_expires_at
      INTO who.staff_id, who.login, who.role, who.doctor_id, who.clinics, who.rights, expires
      FROM staff s WHERE s.login = me AND s.active;
    IF who.staff_id IS NULL THEN
        RAISE EXCEPTION 'not a member of staff' USING ERRCODE = '42501', DETAIL = '{}';
    END IF;
    IF expires <= now() THEN
        RAISE EXCEPTION 'password expired' USING ERRCODE = 'CD005', DETAIL = '{}';
    END IF;
    RETURN who;
END $$;
ALTER FUNCTION caller() OWNER TO clinidesk_api;
-- Policies call it as the invoking role.
GRANT EXECUTE ON FUNCTION caller() TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;

-- The logins of everybody who works at a clinic of the caller's.
CREATE FUNCTION colleagues() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    RETURN ARRAY(SELECT DISTINCT s.login FROM staff_clinic sc JOIN staff s ON s.id = sc.staff_id
                  WHERE sc.clinic_id = ANY (who.clinics) ORDER BY 1);
END $$;
ALTER FUNCTION colleagues() OWNER TO clinidesk_api;
REVOKE EXECUTE ON FUNCTION colleagues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION colleagues() TO clinidesk_admin;
