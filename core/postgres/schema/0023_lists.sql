-- The short lists every window needs, scoped to the caller.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION clinic_list()
RETURNS TABLE (clinic_id int, name text, zone text, opens time, closes time, today date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caller_row := caller();
BEGIN
    RETURN QUERY
    SELECT c.id, c.name, c.zone, c.opens, c.closes, (now() AT TIME ZONE c.zone)::date
      FROM clinic c WHERE c.id = ANY (who.clinics) ORDER BY c.name, c.id;
END $$;

CREATE FUNCTION department_list(clinic int)
RETURNS TABLE (department_id int, name text, slot_minutes smallint, capacity smallint, needs_review boolean, colour text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM require_clinic(caller(), clinic);
    RETURN QUERY
    SELECT d.id, d.name, d.slot_minutes, d.capacity, d.needs_review, d.colour
      FROM department d WHERE d.clinic_id = clinic ORDER BY d.name, d.id;
END $$;

-- Approved doctors who belong to a department of the clinic or have hours there.
CREATE FUNCTION doctor_list(clinic int)
RETURNS TABLE (doctor_id int, title text, family text, given text, specialisation text, department_ids int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM require_clinic(caller(), clinic);
    RETURN QUERY
    SELECT d.id, d.title, d.family, d.given, d.specialisation, own.departments
      FROM doctor d
     CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(e.id ORDER BY e.id), '{}') departments
          FROM doctor_department dd JOIN department e ON e.id = dd.department_id
         WHERE dd.doctor_id = d.id AND e.clinic_id = clinic) own
     WHERE d.status = 'approved'
       AND (own.departments <> '{}'
            OR EXISTS (SELECT FROM working_hours h WHERE h.doctor_id = d.id AND h.clinic_id = clinic))
     ORDER BY d.family, d.given, d.id;
END $$;

CREATE FUNCTION status_steps()
RETURNS TABLE (from_status smallint, to_status smallint, action text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM caller();
    RETURN QUERY SELECT s.from_status, s.to_status, s.action FROM status_step s ORDER BY 1, 2;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION clinic_list(), department_list(int), doctor_list(int), status_steps() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_list(), department_list(int), doctor_list(int), status_steps()
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
