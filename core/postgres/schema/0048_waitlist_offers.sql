-- The waitlist's offers: reading who waits, whom a freed time suits, and keeping it for one of them.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The entries in this order, with what is being offered to them now.
CREATE FUNCTION waiting_rows(ids bigint[]) RETURNS SETOF waiting_row
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT w.id, w.version, w.clinic_id, c.zone, w.department_id, e.name, w.doctor_id, doctor_name(d.title, d.family),
           p.id, p.mrn, p.family, p.given, p.birth_date, p.phone, p.email, w.urgency, to_json(w.weekdays), w.from_time, w.until_time,
           w.first_day, w.last_day, w.minutes, w.remark, w.created_at,
           (now() AT TIME ZONE c.zone)::date - (w.created_at AT TIME ZONE c.zone)::date,
           (SELECT min(a.starts_at) FROM appointment a
             WHERE a.patient_id = w.patient_id AND a.day >= (now() AT TIME ZONE c.zone)::date - 1 AND a.status <= 1
               AND a.department_id = w.department_id AND a.starts_at > now()),
           f.id, f.doctor_id, doctor_name(o.title, o.family), f.starts_at, f.ends_at, f.expires_at,
           ceil(extract(epoch FROM f.expires_at - now()))::int, s.display_name
      FROM unnest(ids) WITH ORDINALITY wanted (id, place)
      JOIN waitlist w ON w.id = wanted.id
      JOIN clinic c ON c.id = w.clinic_id
      JOIN department e ON e.id = w.department_id
      JOIN patient p ON p.id = w.patient_id
      LEFT JOIN doctor d ON d.id = w.doctor_id
      LEFT JOIN waitlist_offer f ON f.waitlist_id = w.id AND f.ended_at IS NULL AND f.expires_at > now()
      LEFT JOIN doctor o ON o.id = f.doctor_id
      LEFT JOIN staff s ON s.id = f.offered_by
     ORDER BY wanted.place;
END $$;

-- Writes down which offers of the clinic have ended by themselves: nobody answered in time, or the
-- time is no longer free. One that somebody is answering just now is left to him.
CREATE FUNCTION note_ended_offers(who caller_row, clinic int) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    f record;
BEGIN
    FOR f IN
        SELECT o.id, o.waitlist_id, o.expires_at, o.offered_at,
               CASE WHEN o.expires_at <= now() THEN 'expired' ELSE 'taken' END AS outcome
          FROM waitlist_offer o
         WHERE o.clinic_id = note_ended_offers.clinic AND o.ended_at IS NULL
           AND (o.expires_at <= now() OR coalesce(free_until(o.clinic_id, o.department_id, o.doctor_id, o.starts_at) < o.ends_at, true))
         FOR UPDATE SKIP LOCKED
    LOOP
        UPDATE waitlist_offer SET outcome = f.outcome, ended_at = least(f.expires_at, greatest(f.offered_at, clock_timestamp()))
         WHERE id = f.id;
        PERFORM audit_waiting(who, note_ended_offers.clinic, 'offer_' || f.outcome, f.waitlist_id, jsonb_build_object('offer', f.id));
    END LOOP;
END $$;

-- The clinic's waitlist, the longest waiting first; at most "most" of them.
CREATE FUNCTION waitlist_list(clinic int, most int) RETURNS SETOF waiting_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    ids bigint[];
BEGIN
    PERFORM require_clinic(who, waitlist_list.clinic);
    IF waitlist_list.most IS NULL OR waitlist_list.most NOT BETWEEN 1 AND 1000 THEN
        PERFORM refuse('most', 'range', 1000);
    END IF;
    PERFORM note_ended_offers(who, waitlist_list.clinic);
    ids := ARRAY(SELECT w.id FROM waitlist w WHERE w.clinic_id = waitlist_list.clinic AND w.closed_at IS NULL
                  ORDER BY w.created_at, w.id LIMIT waitlist_list.most);
    PERFORM audit_waiting(who, waitlist_list.clinic, 'waitlist_list', NULL, jsonb_build_object('rows', cardinality(ids)));
    RETURN QUERY SELECT * FROM waiting_rows(ids);
END $$;

-- Raises 23P01 when that time is no longer free. For the seats of a department the doctor is null.
CREATE FUNCTION waitlist_candidates(clinic int, department int, doctor int, starts_at timestamptz)
RETURNS TABLE (entry waiting_row, length int, asked text, asked_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    latest timestamptz;
BEGIN
    PERFORM require_clinic(who, waitlist_candidates.clinic);
    PERFORM require_place(waitlist_candidates.clinic, waitlist_candidates.department, waitlist_candidates.doctor, waitlist_candidates.starts_at);
    PERFORM note_ended_offers(who, waitlist_candidates.clinic);
    latest := free_until(waitlist_candidates.clinic, waitlist_candidates.department, waitlist_candidates.doctor, waitlist_candidates.starts_at);
    IF latest IS NULL THEN
        PERFORM refuse_taken(CASE WHEN waitlist_candidates.doctor IS NULL THEN 'capacity' ELSE 'doctor' END, NULL);
    END IF;
    PERFORM audit_waiting(who, waitlist_candidates.clinic, 'waitlist_candidates', NULL, jsonb_build_object(
        'doctor', waitlist_candidates.doctor, 'department', waitlist_candidates.department));
    RETURN QUERY
    SELECT r, k.minutes, k.asked, k.asked_at
      FROM candidates_for(waitlist_candidates.clinic, waitlist_candidates.department, waitlist_candidates.doctor,
                          waitlist_candidates.starts_at, latest) k
     CROSS JOIN LATERAL waiting_rows(ARRAY[k.entry_id]) r
     ORDER BY k.place LIMIT 200;
END $$;

-- What a change of the caller's has made free and how many wait for it; no row when nothing, nobody,
-- or nothing that is still to come.
CREATE FUNCTION waitlist_freed(event bigint)
RETURNS TABLE (clinic_id int, zone text, department_id int, doctor_id int, name text, starts_at timestamptz, ends_at timestamptz, waiting int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    e appointment_event;
    a appointment;
    was appointment;
    freed tstzmultirange;
    start timestamptz;
    latest timestamptz;
BEGIN
    SELECT * INTO e FROM appointment_event v WHERE v.id = waitlist_freed.event;
    IF e.id IS NULL THEN
        PERFORM not_found();
    ELSIF e.staff_id <> who.staff_id THEN
        PERFORM deny();
    ELSIF e.action IN ('book', 'undo') THEN
        RETURN;
    END IF;
    SELECT * INTO a FROM appointment o WHERE o.id = e.appointment_id;
    was := jsonb_populate_record(a, e.was);
    freed := CASE WHEN was.status <= 3 THEN tstzmultirange(tstzrange(was.starts_at, was.ends_at)) ELSE '{}' END;
    IF a.status <= 3 AND was.doctor_id IS NOT DISTINCT FROM a.doctor_id AND was.department_id = a.department_id THEN
        freed := freed - tstzmultirange(tstzrange(a.starts_at, a.ends_at));
    END IF;
    start := lower(freed);
    IF start IS NULL OR start <= now() THEN
        RETURN;
    END IF;
    latest := free_until(a.clinic_id, was.department_id, was.doctor_id, start);
    RETURN QUERY
    SELECT a.clinic_id, c.zone, was.department_id, was.doctor_id, coalesce(doctor_name(d.title, d.family), g.name), start, latest, k.n
      FROM clinic c JOIN department g ON g.id = was.department_id LEFT JOIN doctor d ON d.id = was.doctor_id
     CROSS JOIN LATERAL (SELECT count(*)::int AS n
                           FROM candidates_for(a.clinic_id, was.department_id, was.doctor_id, start, latest) x WHERE x.asked IS NULL) k
     WHERE c.id = a.clinic_id AND latest IS NOT NULL AND k.n > 0;
END $$;

-- The time is kept for the entry for some minutes (setting waitlist.offer_minutes, 15), not beyond its
-- beginning. Raises 23P01: taken doctor, patient or capacity as a booking would; entry when the patient
-- is being offered another time, offer when the time is being offered to another patient.
CREATE FUNCTION offer_slot(request uuid, entry bigint, expected_version int, doctor int, starts_at timestamptz,
                           OUT offer_id bigint, OUT seconds_left int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    w waitlist;
    a appointment;
    zone text;
    lasts int;
    refused text;
    moment timestamptz;
    ends timestamptz;
BEGIN
    asked := claim_request(offer_slot.request, 'offer_slot', jsonb_build_array(offer_slot.entry, offer_slot.expected_version,
        offer_slot.doctor, offer_slot.starts_at));
    IF asked.answer IS NOT NULL THEN
        offer_slot.offer_id := asked.answer -> 'offer_id';
        offer_slot.seconds_left := greatest(0, (SELECT ceil(extract(epoch FROM f.expires_at - now()))::int
                                                  FROM waitlist_offer f WHERE f.id = offer_slot.offer_id));
        RETURN;
    END IF;
    w := entry_to_change(who, offer_slot.entry, offer_slot.expected_version, false);
    IF w.doctor_id <> offer_slot.doctor OR w.doctor_id IS NOT NULL AND offer_slot.doctor IS NULL
       OR offer_slot.doctor IS NOT NULL AND asked_doctors(w.clinic_id, w.department_id, offer_slot.doctor) = '{}' THEN
        PERFORM refuse('doctor', 'unknown');
    END IF;
    PERFORM require_place(w.clinic_id, w.department_id, offer_slot.doctor, offer_slot.starts_at);
    SELECT c.zone, coalesce(w.minutes, e.slot_minutes) INTO zone, lasts
      FROM clinic c JOIN department e ON e.id = w.department_id WHERE c.id = w.clinic_id;
    a.id := -1;
    a.department_id := w.department_id;
    a.doctor_id := offer_slot.doctor;
    a.patient_id := w.patient_id;
    a.starts_at := offer_slot.starts_at;
    a.ends_at := offer_slot.starts_at + make_interval(mins => lasts);
    a.day := (a.starts_at AT TIME ZONE zone)::date;
    PERFORM require_open(w.clinic_id, zone, a.doctor_id, a.department_id, a.starts_at, a.ends_at);
    IF patient_conflict(a, true) IS NOT NULL THEN
        PERFORM refuse_taken('patient', patient_conflict(a, true));
    ELSIF doctor_conflict(a, true) IS NOT NULL THEN
        PERFORM refuse_taken('doctor', doctor_conflict(a, true));
    END IF;
    -- Lock kind 7: offers of one doctor or department go one after the other, so that none of two that
    -- meet at the constraint has to be ended as a deadlock.
    PERFORM pg_advisory_xact_lock((7::bigint << 59) + CASE WHEN a.doctor_id IS NULL THEN a.department_id ELSE (1::bigint << 40) + a.doctor_id END);
    moment := clock_timestamp();
    IF a.doctor_id IS NULL THEN
        SELECT s INTO a.seat FROM department d, generate_series(1, d.capacity) s
         WHERE d.id = a.department_id
           AND NOT EXISTS (SELECT FROM appointment o WHERE o.department_id = a.department_id AND o.doctor_id IS NULL AND o.status <= 3
                AND o.seat = s AND o.starts_at < a.ends_at AND o.starts_at > a.starts_at - interval '8 hours' AND o.ends_at > a.starts_at)
           AND NOT EXISTS (SELECT FROM waitlist_offer f WHERE f.department_id = a.department_id AND f.doctor_id IS NULL
                AND f.seat = s AND f.ended_at IS NULL AND f.expires_at > moment AND f.starts_at < a.ends_at AND f.ends_at > a.starts_at)
         ORDER BY s LIMIT 1;
        IF NOT FOUND THEN
            PERFORM refuse_taken('capacity', NULL);
        END IF;
    END IF;
    ends := least(a.starts_at, moment + make_interval(mins => coalesce((
        SELECT least(greatest((s.value #>> '{}')::int, 1), 1440) FROM settings s
         WHERE s.key = 'waitlist.offer_minutes' AND (s.clinic_id = w.clinic_id OR s.clinic_id IS NULL)
         ORDER BY s.clinic_id NULLS LAST LIMIT 1), 15)));
    BEGIN
        INSERT INTO waitlist_offer (waitlist_id, clinic_id, department_id, doctor_id, seat, starts_at, ends_at, offered_by, offered_at, expires_at)
        VALUES (w.id, w.clinic_id, w.department_id, a.doctor_id, a.seat, a.starts_at, a.ends_at, who.staff_id, moment, ends)
        RETURNING id INTO offer_slot.offer_id;
    EXCEPTION WHEN exclusion_violation THEN
        GET STACKED DIAGNOSTICS refused = CONSTRAINT_NAME;
        PERFORM refuse_taken(CASE refused WHEN 'offer_one_an_entry' THEN 'entry' ELSE 'offer' END, NULL);
    END;
    offer_slot.seconds_left := ceil(extract(epoch FROM ends - moment));
    PERFORM audit_waiting(who, w.clinic_id, 'offer_slot', w.id, jsonb_build_object('offer', offer_slot.offer_id)),
            keep_answer(asked, jsonb_build_object('offer_id', offer_slot.offer_id));
END $$;

-- Raises CD002 for an offer that has ended, telling how.
CREATE FUNCTION require_living_offer(f waitlist_offer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF f.ended_at IS NOT NULL OR f.expires_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'the offer has ended' USING ERRCODE = 'CD002',
            DETAIL = json_build_object('offer', f.id, 'outcome', coalesce(f.outcome, 'expired'));
    END IF;
END $$;

CREATE FUNCTION offer_to_answer(who caller_row, wanted bigint) RETURNS waitlist_offer
LANGUAGE plpgsql STABLE AS $$
DECLARE
    f waitlist_offer;
BEGIN
    SELECT * INTO f FROM waitlist_offer o WHERE o.id = wanted;
    IF f.id IS NULL THEN
        PERFORM not_found();
    ELSIF NOT f.clinic_id = ANY (who.clinics) THEN
        PERFORM deny();
    END IF;
    RETURN f;
END $$;

-- Books what was offered, by book() with all its rules and under its request id; the entry leaves the
-- list. When the booking is refused, offer and entry stay as they were.
CREATE FUNCTION offer_accept(request uuid, offer bigint)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    f waitlist_offer := offer_to_answer(who, offer_accept.offer);
    w waitlist;
    is_told boolean;
    answer change_row;
BEGIN
    SELECT EXISTS (SELECT FROM request r WHERE r.who = who.login AND r.request_id = offer_accept.request) INTO is_told;
    SELECT * INTO w FROM waitlist o WHERE o.id = f.waitlist_id;
    IF NOT is_told THEN
        PERFORM require_living_offer(f);
        -- The entry before the offer, and both before what book() locks: the order of every function here.
        PERFORM FROM waitlist o WHERE o.id = w.id FOR NO KEY UPDATE;
        SELECT * INTO f FROM waitlist_offer o WHERE o.id = f.id FOR UPDATE;
        -- The same request on another connection may have been first.
        SELECT EXISTS (SELECT FROM request r WHERE r.who = who.login AND r.request_id = offer_accept.request) INTO is_told;
        IF NOT is_told THEN
            PERFORM require_living_offer(f);
        END IF;
    END IF;
    answer := book(offer_accept.request, f.clinic_id, f.department_id, f.doctor_id, w.patient_id, f.starts_at,
                   (extract(epoch FROM f.ends_at - f.starts_at) / 60)::int, '', false);
    IF NOT is_told THEN
        UPDATE waitlist_offer SET outcome = 'accepted', ended_at = least(expires_at, clock_timestamp()) WHERE id = f.id;
        UPDATE waitlist SET closed_at = now(), closed_by = who.staff_id, booked_event = answer.event_id, version = version + 1 WHERE id = w.id;
        PERFORM audit_waiting(who, f.clinic_id, 'offer_accept', w.id, jsonb_build_object('offer', f.id, 'appointment', answer.appointment_id));
    END IF;
    RETURN answer;
END $$;

-- declined: the patient doesn't want it. withdrawn: the desk takes it back, and the patient may be
-- asked again.
CREATE FUNCTION offer_end(request uuid, offer bigint, outcome text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked CONSTANT request := claim_request(offer_end.request, 'offer_end', jsonb_build_array(offer_end.offer, offer_end.outcome));
    f waitlist_offer;
BEGIN
    IF asked.answer IS NOT NULL THEN
        RETURN;
    ELSIF coalesce(offer_end.outcome, '') NOT IN ('declined', 'withdrawn') THEN
        PERFORM refuse('outcome', 'unknown');
    END IF;
    f := offer_to_answer(who, offer_end.offer);
    SELECT * INTO f FROM waitlist_offer o WHERE o.id = f.id FOR UPDATE;
    PERFORM require_living_offer(f);
    UPDATE waitlist_offer SET outcome = offer_end.outcome, ended_at = least(expires_at, clock_timestamp()) WHERE id = f.id;
    PERFORM audit_waiting(who, f.clinic_id, 'offer_' || offer_end.outcome, f.waitlist_id, jsonb_build_object('offer', f.id)),
            keep_answer(asked, '{}');
END $$;

GRANT EXECUTE ON FUNCTION waitlist_list(int, int),
    waitlist_candidates(int, int, int, timestamptz), waitlist_freed(bigint),
    offer_slot(uuid, bigint, int, int, timestamptz), offer_accept(uuid, bigint), offer_end(uuid, bigint, text)
    TO clinidesk_receptionist;
RESET ROLE;
