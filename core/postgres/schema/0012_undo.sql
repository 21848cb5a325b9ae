-- undo(): a compensating change, never a deletion.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Mail of the event that nobody has taken yet is withdrawn; what is still to be sent about the
-- appointment is brought to its schedule_version, so that it isn't dropped as outdated.
-- True when everything was caught in time.
CREATE FUNCTION withdraw_mail(event bigint, a appointment) RETURNS boolean
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    UPDATE outbox SET withdrawn_at = now()
     WHERE appointment_id = a.id AND kind = 'mail' AND (payload ->> 'event')::bigint = withdraw_mail.event
       AND withdrawn_at IS NULL AND relayed_at IS NULL AND done_at IS NULL AND due_at > now();
    UPDATE outbox SET payload = payload || jsonb_build_object('schedule_version', a.schedule_version)
     WHERE appointment_id = a.id AND kind = 'mail' AND withdrawn_at IS NULL AND done_at IS NULL
       AND (payload ->> 'event')::bigint <> withdraw_mail.event
       AND (payload ->> 'schedule_version')::int = a.schedule_version - 2;
    RETURN NOT EXISTS (SELECT FROM outbox WHERE appointment_id = a.id AND kind = 'mail' AND withdrawn_at IS NULL
                       AND (payload ->> 'event')::bigint = withdraw_mail.event);
END $$;

-- What the patient is told when an event is taken back after its mail went out.
CREATE FUNCTION compensating_mail(action text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE action WHEN 'book' THEN 'cancelled' WHEN 'cancel' THEN 'confirmation' WHEN 'move' THEN 'moved'
                       WHEN 'resize' THEN 'moved' WHEN 'review' THEN 'status' END;
$$;

CREATE FUNCTION undo(request uuid, event bigint)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    undone appointment_event;
    before appointment;
    a appointment;
    first_day int;
    last_day int;
    seats_of int;
    mail text;
BEGIN
    asked := claim_request(undo.request, 'undo', jsonb_build_array(undo.event));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    SELECT * INTO undone FROM appointment_event e WHERE e.id = undo.event;
    IF undone.id IS NULL THEN
        PERFORM not_found();
    ELSIF undone.staff_id <> who.staff_id THEN
        PERFORM deny();
    ELSIF undone.action = 'undo' THEN
        PERFORM refuse('event', 'nothing_to_undo');
    END IF;
    SELECT * INTO before FROM appointment o WHERE o.id = undone.appointment_id;

    -- Back to where it stood, which may have been taken since: locks as in book(), for that place.
    a := restored(before, undone);
    first_day := a.starts_at::date - date '2000-01-01';
    last_day := (a.ends_at - interval '1 microsecond')::date - date '2000-01-01';
    seats_of := CASE WHEN a.doctor_id IS NULL THEN a.department_id END;
    PERFORM pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + first_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + last_day),
            pg_advisory_xact_lock((4::bigint << 59) + a.patient_id);

    before := appointment_to_change(who, before.id, before.version, true);
    IF undone.id IS DISTINCT FROM (
        SELECT e.id FROM appointment_event e
         WHERE e.appointment_id = before.id AND e.action <> 'undo'
           AND NOT EXISTS (SELECT FROM appointment_event u WHERE u.appointment_id = before.id AND u.undoes = e.id)
         ORDER BY e.id DESC LIMIT 1) THEN
        PERFORM refuse('event', 'nothing_to_undo');
    END IF;
    IF a.status <= 3 THEN
        IF a.doctor_id IS NULL THEN
            a.seat := coalesce(free_seat(a), a.seat);
        END IF;
        PERFORM require_free(a, false);
    END IF;
    IF compensating_mail(undone.action) IS NOT NULL THEN
        a.schedule_version := before.schedule_version + 1;
    END IF;
    PERFORM set_config('clinidesk.undoing', 'yes', true);
    a := update_place(a);
    PERFORM set_config('clinidesk.undoing', '', true);
    IF compensating_mail(undone.action) IS NOT NULL AND NOT withdraw_mail(undone.id, a) THEN
        mail := compensating_mail(undone.action);
    END IF;
    RETURN finish_change(asked, who, 'undo', before, a, mail, '', undone.id);
END $$;

-- The appointment as it was before the event. A booking has no before: it becomes cancelled.
CREATE FUNCTION restored(a appointment, undone appointment_event) RETURNS appointment
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF undone.action = 'book' THEN
        a.status := 6;
        RETURN a;
    END IF;
    a := jsonb_populate_record(a, undone.was);
    a.during := tstzrange(a.starts_at, a.ends_at, '[)');
    a.day := (a.starts_at AT TIME ZONE (SELECT c.zone FROM clinic c WHERE c.id = a.clinic_id))::date;
    RETURN a;
END $$;
GRANT EXECUTE ON FUNCTION undo(uuid, bigint) TO clinidesk_receptionist, clinidesk_doctor;
RESET ROLE;
