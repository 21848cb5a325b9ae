-- The steps of an appointment's life. status_step says which are open; the trigger enforces it.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Writes the step and its traces. No step makes an appointment live again, so none needs the locks.
CREATE FUNCTION take_step(asked request, who caller_row, action text, before appointment, to_status int,
                          mail text, why text) RETURNS change_row
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    a appointment;
BEGIN
    IF NOT EXISTS (SELECT FROM status_step s WHERE s.from_status = before.status AND s.to_status = take_step.to_status
                   AND s.action = take_step.action) THEN
        PERFORM require_status(before, '{}');
    END IF;
    UPDATE appointment o
       SET status = take_step.to_status,
           arrived_at = CASE take_step.action WHEN 'check_in' THEN now() ELSE o.arrived_at END,
           started_at = CASE take_step.action WHEN 'start' THEN now() ELSE o.started_at END,
           version = o.version + 1,
           -- Accepted, rejected, cancelled: what concerns those who hold an invitation to it.
           schedule_version = o.schedule_version + CASE WHEN take_step.to_status IN (1, 5, 6) THEN 1 ELSE 0 END
     WHERE o.id = before.id RETURNING o.* INTO a;
    RETURN finish_change(asked, who, take_step.action, before, a, mail, take_step.why);
END $$;

CREATE FUNCTION cancel(request uuid, appointment bigint, expected_version int, why text)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
BEGIN
    asked := claim_request(request, 'cancel', jsonb_build_array(appointment, expected_version, cancel.why));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    RETURN take_step(asked, who, 'cancel', appointment_to_change(who, appointment, expected_version, true),
                     6, 'cancelled', checked_text('why', cancel.why, 500));
END $$;

-- The four steps at the desk differ in name and status only.
CREATE FUNCTION desk_step(request uuid, action text, wanted bigint, expected int, to_status int)
RETURNS change_row LANGUAGE plpgsql AS $$
DECLARE
    who CONSTANT caller_row := caller();
    asked CONSTANT request := claim_request(request, action, jsonb_build_array(wanted, expected));
BEGIN
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    RETURN take_step(asked, who, action, appointment_to_change(who, wanted, expected, true), to_status, NULL, '');
END $$;

CREATE FUNCTION check_in(request uuid, appointment bigint, expected_version int)
RETURNS change_row LANGUAGE sql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan'
AS $$ SELECT * FROM desk_step(request, 'check_in', appointment, expected_version, 2); $$;

CREATE FUNCTION start(request uuid, appointment bigint, expected_version int)
RETURNS change_row LANGUAGE sql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan'
AS $$ SELECT * FROM desk_step(request, 'start', appointment, expected_version, 3); $$;

CREATE FUNCTION complete(request uuid, appointment bigint, expected_version int)
RETURNS change_row LANGUAGE sql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan'
AS $$ SELECT * FROM desk_step(request, 'complete', appointment, expected_version, 4); $$;

CREATE FUNCTION mark_no_show(request uuid, appointment bigint, expected_version int)
RETURNS change_row LANGUAGE sql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan'
AS $$ SELECT * FROM desk_step(request, 'mark_no_show', appointment, expected_version, 7); $$;

-- A doctor answers a request: one made to him, or to a department he belongs to.
CREATE FUNCTION review(request uuid, appointment bigint, expected_version int, accept boolean, why text)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    a appointment;
BEGIN
    asked := claim_request(review.request, 'review',
        jsonb_build_array(review.appointment, review.expected_version, review.accept, review.why));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    IF review.accept IS NULL THEN
        PERFORM refuse('accept', 'missing');
    END IF;
    SELECT * INTO a FROM appointment o WHERE o.id = review.appointment FOR NO KEY UPDATE;
    IF a.id IS NULL THEN
        PERFORM not_found();
    ELSIF a.doctor_id IS DISTINCT FROM who.doctor_id AND NOT EXISTS (
            SELECT FROM doctor_department dd WHERE dd.doctor_id = who.doctor_id AND dd.department_id = a.department_id) THEN
        PERFORM deny();
    ELSIF a.version IS DISTINCT FROM review.expected_version THEN
        RAISE EXCEPTION 'changed meanwhile' USING ERRCODE = 'CD004',
            DETAIL = json_build_object('appointment', a.id, 'version', a.version);
    END IF;
    RETURN take_step(asked, who, 'review', a, CASE WHEN review.accept THEN 1 ELSE 5 END, 'status',
                     checked_text('why', review.why, 500));
END $$;
GRANT EXECUTE ON FUNCTION cancel(uuid, bigint, int, text), start(uuid, bigint, int), complete(uuid, bigint, int),
    mark_no_show(uuid, bigint, int) TO clinidesk_receptionist, clinidesk_doctor;
GRANT EXECUTE ON FUNCTION check_in(uuid, bigint, int) TO clinidesk_receptionist;
GRANT EXECUTE ON FUNCTION review(uuid, bigint, int, boolean, text) TO clinidesk_doctor;
RESET ROLE;
