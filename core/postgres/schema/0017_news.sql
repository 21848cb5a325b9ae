-- What happened meanwhile, and who took a place.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The events that the snapshot seen did not contain and the caller may hear of, and the snapshot
-- they stop at. STABLE: one snapshot for both. A receptionist hears of her clinics, a doctor of his
-- own appointments (also of one taken from him) and of requests that wait for his departments.
CREATE FUNCTION changes_since(seen pg_snapshot)
RETURNS TABLE (snapshot pg_snapshot, appointment_id bigint, clinic_id int, payload jsonb, tags text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    departments CONSTANT int[] := ARRAY(SELECT dd.department_id FROM doctor_department dd WHERE dd.doctor_id = who.doctor_id);
    now_seen CONSTANT pg_snapshot := pg_current_snapshot();
BEGIN
    RETURN QUERY
    SELECT now_seen, o.appointment_id, o.clinic_id, o.payload, o.tags
      FROM outbox o
     WHERE o.kind = 'event' AND o.xid >= pg_snapshot_xmin(seen) AND NOT pg_visible_in_snapshot(o.xid, seen)
       AND CASE who.role
           WHEN 'worker' THEN true
           WHEN 'doctor' THEN ('doctor:' || who.doctor_id) = ANY (o.tags)
                OR o.payload ? 'pending' AND (o.payload ->> 'department')::int = ANY (departments)
           ELSE o.clinic_id = ANY (who.clinics) END
     ORDER BY o.id;
    IF NOT FOUND THEN
        RETURN QUERY SELECT now_seen, NULL::bigint, NULL::int, NULL::jsonb, NULL::text[];
    END IF;
END $$;

-- Who put the appointment where it is: for the sentence about a conflict, hence a name and no more.
CREATE FUNCTION taken_by(appointment bigint, OUT booked_by text, OUT booked_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    a appointment;
BEGIN
    SELECT * INTO a FROM appointment o WHERE o.id = taken_by.appointment;
    IF a.id IS NULL THEN
        PERFORM not_found();
    ELSIF NOT a.clinic_id = ANY (who.clinics) THEN
        PERFORM deny();
    END IF;
    SELECT s.display_name, e.at INTO taken_by.booked_by, taken_by.booked_at
      FROM appointment_event e JOIN staff s ON s.id = e.staff_id
     WHERE e.appointment_id = a.id AND e.action IN ('book', 'move', 'resize', 'undo')
     ORDER BY e.id DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT s.display_name, a.created_at INTO taken_by.booked_by, taken_by.booked_at
          FROM staff s WHERE s.id = a.created_by;
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION changes_since(pg_snapshot)
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
GRANT EXECUTE ON FUNCTION taken_by(bigint) TO clinidesk_receptionist, clinidesk_doctor;
RESET ROLE;
