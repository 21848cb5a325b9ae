-- What every change shares: its answer, its refusals, its request id and its traces. Functions here
-- are internal: they run inside the public ones, as their owner and with their search path.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE TYPE change_row AS (appointment_id bigint, version int, status smallint, event_id bigint, tags text[]);

CREATE FUNCTION refuse(field text, problem text, text_limit int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a bad value' USING ERRCODE = '22023',
        DETAIL = json_strip_nulls(json_build_object('field', field, 'problem', problem, 'limit', text_limit));
END $$;

CREATE FUNCTION deny() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501', DETAIL = '{}';
END $$;

CREATE FUNCTION not_found() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no such row' USING ERRCODE = 'P0002', DETAIL = '{}';
END $$;

CREATE FUNCTION refuse_taken(taken text, appointment bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the time is taken' USING ERRCODE = '23P01',
        DETAIL = json_build_object('taken', taken, 'appointment', appointment);
END $$;

-- Trimmed text of at most text_limit characters; null counts as empty.
CREATE FUNCTION checked_text(field text, value text, text_limit int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF value IS NULL OR value = '' THEN
        RETURN '';
    END IF;
    IF length(btrim(value, E' \t\r\n')) > text_limit THEN
        PERFORM refuse(field, 'too_long', text_limit);
    END IF;
    RETURN btrim(value, E' \t\r\n');
END $$;

-- Asked before anything else is read. With an answer: the one given before, to be given again.
-- Without: the change is to be made, and keep_answer() must follow in this transaction. A second
-- connection with the same id waits here for the first (lock kind 6; taken before every other kind).
CREATE FUNCTION claim_request(request uuid, called text, arguments jsonb) RETURNS request
LANGUAGE plpgsql AS $$
DECLARE
    me CONSTANT text := session_user;
    hash CONSTANT bytea := sha256(convert_to(arguments::text, 'UTF8'));
    asked request;
BEGIN
    IF claim_request.request IS NULL THEN
        PERFORM refuse('request', 'missing');
    END IF;
    PERFORM pg_advisory_xact_lock((6::bigint << 59)
        + (hashtextextended(me || claim_request.request::text, 0) & ((1::bigint << 59) - 1)));
    SELECT * INTO asked FROM request r WHERE r.who = me AND r.request_id = claim_request.request;
    IF NOT FOUND THEN
        asked.request_id := claim_request.request;
        asked.function := called;
        asked.arguments_hash := hash;
    ELSIF asked.function <> called OR asked.arguments_hash <> hash THEN
        RAISE EXCEPTION 'request id used before' USING ERRCODE = 'CD003', DETAIL = '{}';
    END IF;
    RETURN asked;
END $$;

CREATE FUNCTION keep_answer(asked request, answer jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO request (who, request_id, function, arguments_hash, answer)
    VALUES (session_user, asked.request_id, asked.function, asked.arguments_hash, keep_answer.answer);
END $$;

-- The columns a change may touch, as an event remembers them.
CREATE FUNCTION event_facts(a appointment) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN jsonb_build_object('status', a.status, 'starts_at', a.starts_at, 'ends_at', a.ends_at,
        'doctor_id', a.doctor_id, 'department_id', a.department_id, 'seat', a.seat, 'room_id', a.room_id,
        'doctor_lane', a.doctor_lane, 'room_lane', a.room_lane, 'patient_lane', a.patient_lane,
        'arrived_at', a.arrived_at, 'started_at', a.started_at);
END $$;

CREATE FUNCTION appointment_tags(a appointment) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF a.doctor_id IS NULL THEN
        RETURN ARRAY['clinic:' || a.clinic_id, 'day:' || a.clinic_id || ':' || to_char(a.day, 'YYYY-MM-DD'),
                     'patient:' || a.patient_id];
    END IF;
    RETURN ARRAY['clinic:' || a.clinic_id, 'day:' || a.clinic_id || ':' || to_char(a.day, 'YYYY-MM-DD'),
                 'doctor:' || a.doctor_id, 'patient:' || a.patient_id];
END $$;

-- Writes the traces of a change that was made (event, news, mail, audit, the request's answer) and
-- gives its change row. before is null for a booking; mail null sends none.
CREATE FUNCTION finish_change(asked request, who caller_row, action text, before appointment, after appointment,
                              mail text, why text DEFAULT '', undoes bigint DEFAULT NULL)
RETURNS change_row LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    was jsonb;
    became jsonb := event_facts(after);
    former_doctor int;
    news jsonb := jsonb_build_object('type', finish_change.action, 'appointment', after.id, 'version', after.version,
        'doctor', after.doctor_id, 'department', after.department_id, 'day', after.day);
    answer change_row;
BEGIN
    answer.tags := appointment_tags(after);
    IF before.id IS NOT NULL THEN
        SELECT jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, became -> b.key) INTO was, became
          FROM jsonb_each(event_facts(before)) b WHERE b.value IS DISTINCT FROM became -> b.key;
        was := coalesce(was, '{}');
        became := coalesce(became, '{}');
        SELECT array_agg(DISTINCT t) INTO answer.tags
          FROM unnest(answer.tags || appointment_tags(before)) t;
        IF before.doctor_id IS DISTINCT FROM after.doctor_id THEN
            former_doctor := before.doctor_id;
        END IF;
    END IF;
    IF 0 IN (before.status, after.status) THEN
        news := news || '{"pending": true}';
    END IF;
    INSERT INTO appointment_event (appointment_id, staff_id, action, was, became, why, undoes)
    VALUES (after.id, who.staff_id, finish_change.action, was, became, finish_change.why, finish_change.undoes)
    RETURNING id INTO answer.event_id;
    -- One row of news; mail to the patient, and to the doctors concerned by what others did. Mail
    -- waits 20 s, so that an undo can still withdraw it.
    INSERT INTO outbox (clinic_id, kind, appointment_id, doctor_id, payload, tags, due_at)
    SELECT after.clinic_id, 'event', after.id, after.doctor_id, news, answer.tags, now()
    UNION ALL
    SELECT after.clinic_id, 'mail', after.id, NULL, jsonb_build_object('type', mail, 'to', 'patient',
           'event', answer.event_id, 'schedule_version', after.schedule_version), '{}', now() + interval '20 seconds'
     WHERE mail IS NOT NULL
    UNION ALL
    SELECT after.clinic_id, 'mail', after.id, d.id, jsonb_build_object('type', 'notification', 'to', 'doctor', 'about', mail,
           'event', answer.event_id, 'schedule_version', after.schedule_version), '{}', now() + interval '20 seconds'
      FROM doctor d
     WHERE mail IS NOT NULL AND d.id IN (after.doctor_id, former_doctor) AND d.email <> '' AND d.id IS DISTINCT FROM who.doctor_id;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    VALUES (after.clinic_id, who.login, finish_change.action, 'appointment', after.id);
    answer.appointment_id := after.id;
    answer.version := after.version;
    answer.status := after.status;
    INSERT INTO request (who, request_id, function, arguments_hash, answer)
    VALUES (who.login, asked.request_id, asked.function, asked.arguments_hash, to_jsonb(answer));
    RETURN answer;
END $$;
RESET ROLE;
