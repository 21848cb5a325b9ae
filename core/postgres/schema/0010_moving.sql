-- move() and resize(): another time or another doctor, the same appointment.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The appointment as it stands, if the caller may change it: a receptionist those of her clinics, a
-- doctor his own. Raises P0002, 42501 or, when expected isn't its version, CD004. hold locks the row.
CREATE FUNCTION appointment_to_change(who caller_row, wanted bigint, expected int, hold boolean) RETURNS appointment
LANGUAGE plpgsql AS $$
DECLARE
    a appointment;
BEGIN
    IF hold THEN
        SELECT * INTO a FROM appointment o WHERE o.id = wanted FOR NO KEY UPDATE;
    ELSE
        SELECT * INTO a FROM appointment o WHERE o.id = wanted;
    END IF;
    IF a.id IS NULL THEN
        PERFORM not_found();
    ELSIF (CASE who.role WHEN 'receptionist' THEN a.clinic_id = ANY (who.clinics)
                         WHEN 'doctor' THEN a.doctor_id = who.doctor_id END) IS NOT TRUE THEN
        PERFORM deny();
    ELSIF expected IS NULL THEN
        PERFORM refuse('expected_version', 'missing');
    ELSIF a.version <> expected THEN
        RAISE EXCEPTION 'changed meanwhile' USING ERRCODE = 'CD004',
            DETAIL = json_build_object('appointment', a.id, 'version', a.version);
    END IF;
    RETURN a;
END $$;

CREATE FUNCTION require_status(a appointment, allowed smallint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT a.status = ANY (allowed) THEN
        RAISE EXCEPTION 'the status does not allow this step' USING ERRCODE = 'CD002',
            DETAIL = json_build_object('appointment', a.id, 'status', a.status);
    END IF;
END $$;

-- Where the doctor works at the clinic: kept if he belongs to it, else the first of his by name.
CREATE FUNCTION department_for(clinic int, doctor int, kept int) RETURNS int
LANGUAGE sql STABLE AS $$
    SELECT d.id FROM doctor_department dd
      JOIN department d ON d.id = dd.department_id AND d.clinic_id = department_for.clinic
      JOIN doctor o ON o.id = dd.doctor_id AND o.status = 'approved'
     WHERE dd.doctor_id = department_for.doctor
     ORDER BY (d.id = kept) DESC, d.name LIMIT 1;
$$;

CREATE FUNCTION move(request uuid, appointment bigint, expected_version int, doctor int, starts_at timestamptz, minutes int)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    before appointment;
    a appointment;
    zone text;
    first_day int;
    last_day int;
    seats_of int;
BEGIN
    asked := claim_request(move.request, 'move', jsonb_build_array(move.appointment, move.expected_version,
        move.doctor, move.starts_at, move.minutes));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    before := appointment_to_change(who, move.appointment, move.expected_version, false);
    PERFORM require_status(before, '{0,1}');
    a := before;
    PERFORM require_sane_time(move.starts_at, coalesce(move.minutes, 5), 'past' = ANY (who.rights));
    SELECT c.zone INTO zone FROM clinic c WHERE c.id = a.clinic_id;
    a.starts_at := move.starts_at;
    a.ends_at := move.starts_at + coalesce(make_interval(mins => move.minutes), before.ends_at - before.starts_at);
    a.during := tstzrange(a.starts_at, a.ends_at, '[)');
    a.day := (a.starts_at AT TIME ZONE zone)::date;
    a.doctor_lane := 0;
    a.room_lane := 0;
    a.patient_lane := 0;
    IF move.doctor IS NOT NULL AND move.doctor IS DISTINCT FROM before.doctor_id THEN
        a.department_id := department_for(a.clinic_id, move.doctor, before.department_id);
        IF a.department_id IS NULL THEN
            PERFORM refuse('doctor', 'unknown');
        END IF;
        a.doctor_id := move.doctor;
        a.seat := NULL;
    END IF;
    PERFORM require_open(a.clinic_id, zone, a.doctor_id, a.department_id, a.starts_at, a.ends_at);

    first_day := a.starts_at::date - date '2000-01-01';
    last_day := (a.ends_at - interval '1 microsecond')::date - date '2000-01-01';
    seats_of := CASE WHEN a.doctor_id IS NULL THEN a.department_id END;
    -- Locks as in book().
    PERFORM pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + first_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + last_day),
            pg_advisory_xact_lock((4::bigint << 59) + a.patient_id);

    before := appointment_to_change(who, move.appointment, move.expected_version, true);
    IF a.doctor_id IS NULL THEN
        a.seat := free_seat(a);
    END IF;
    PERFORM require_free(a, true);
    a.schedule_version := before.schedule_version + 1;
    a := update_place(a);
    RETURN finish_change(asked, who, 'move', before, a, 'moved');
END $$;

-- A longer or shorter appointment. It may always be shortened; longer, it needs the time.
CREATE FUNCTION resize(request uuid, appointment bigint, expected_version int, minutes int)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    before appointment;
    a appointment;
    zone text;
    first_day int;
    last_day int;
    seats_of int;
BEGIN
    asked := claim_request(resize.request, 'resize',
        jsonb_build_array(resize.appointment, resize.expected_version, resize.minutes));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    before := appointment_to_change(who, resize.appointment, resize.expected_version, false);
    PERFORM require_status(before, '{0,1,2,3}');
    PERFORM require_sane_time(date_trunc('minute', now()), resize.minutes, false);
    a := before;
    a.ends_at := a.starts_at + make_interval(mins => resize.minutes);
    a.during := tstzrange(a.starts_at, a.ends_at, '[)');
    IF a.ends_at > before.ends_at THEN
        SELECT c.zone INTO zone FROM clinic c WHERE c.id = a.clinic_id;
        PERFORM require_open(a.clinic_id, zone, a.doctor_id, a.department_id, before.ends_at, a.ends_at);
    END IF;

    first_day := a.starts_at::date - date '2000-01-01';
    last_day := (a.ends_at - interval '1 microsecond')::date - date '2000-01-01';
    seats_of := CASE WHEN a.doctor_id IS NULL THEN a.department_id END;
    -- Locks as in book().
    PERFORM pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((1::bigint << 59) + (a.doctor_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + first_day),
            pg_advisory_xact_lock((2::bigint << 59) + (a.room_id::bigint << 20) + last_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + first_day),
            pg_advisory_xact_lock((3::bigint << 59) + (seats_of::bigint << 20) + last_day),
            pg_advisory_xact_lock((4::bigint << 59) + a.patient_id);

    before := appointment_to_change(who, resize.appointment, resize.expected_version, true);
    PERFORM require_free(a, false);
    a.schedule_version := before.schedule_version + 1;
    a := update_place(a);
    RETURN finish_change(asked, who, 'resize', before, a, 'moved');
END $$;
GRANT EXECUTE ON FUNCTION move(uuid, bigint, int, int, timestamptz, int), resize(uuid, bigint, int, int)
    TO clinidesk_receptionist;
RESET ROLE;
