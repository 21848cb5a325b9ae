-- Working hours, absences, and the minutes a day offers because of them.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The instant of a local time. A time in the missing hour of spring doesn't exist; one in the
-- repeated hour of autumn exists twice, and fold 1 means the second.
CREATE FUNCTION local_instant(clinic int, local timestamp, fold smallint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who CONSTANT caller_row := caller();
    zone text;
    instants timestamptz[];
BEGIN
    IF local_instant.clinic IS NULL OR NOT local_instant.clinic = ANY (who.clinics) THEN
        PERFORM deny();
    ELSIF local IS NULL THEN
        PERFORM refuse('local', 'missing');
    ELSIF NOT isfinite(local) OR local NOT BETWEEN '1850-01-01' AND '2200-01-01' THEN
        PERFORM refuse('local', 'range');
    END IF;
    SELECT c.zone INTO zone FROM clinic c WHERE c.id = local_instant.clinic;
    -- PostgreSQL guesses one instant; clocks have never been turned by more than two hours around it.
    SELECT array_agg(t ORDER BY t) INTO instants
      FROM (SELECT (local AT TIME ZONE zone) + m * interval '1 minute' FROM generate_series(-120, 120, 15) m) near (t)
     WHERE t AT TIME ZONE zone = local;
    IF instants IS NULL THEN
        PERFORM refuse('local', 'missing_hour');
    END IF;
    RETURN instants[CASE WHEN fold = 1 THEN cardinality(instants) ELSE 1 END];
END $$;

-- Counts the offered minutes of a doctor anew, at every clinic where he has hours or had figures.
-- Under the lock of his hours (kind 5), so that of two changes the later sees the earlier.
CREATE FUNCTION count_capacity(doctor int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock((5::bigint << 59) + count_capacity.doctor);
    DELETE FROM day_capacity c WHERE c.doctor_id = count_capacity.doctor AND c.day >= current_date - 60;
    INSERT INTO day_capacity (clinic_id, doctor_id, day, minutes)
    SELECT w.clinic_id, count_capacity.doctor, d::date, coalesce(offered.minutes, 0)
      FROM (SELECT DISTINCT h.clinic_id FROM working_hours h WHERE h.doctor_id = count_capacity.doctor) w
     CROSS JOIN generate_series(current_date - 60, current_date + 400, interval '1 day') d
      LEFT JOIN LATERAL (
            SELECT o.day, (SELECT sum(extract(epoch FROM upper(part) - lower(part)) / 60)::int FROM unnest(o.open) part) AS minutes
              FROM open_spans(w.clinic_id, ARRAY[count_capacity.doctor], NULL, current_date - 60, current_date + 400) o
           ) offered ON offered.day = d::date;
END $$;

-- For the bulk loader, and for the worker each night: the window moves on with the calendar.
CREATE FUNCTION count_all_capacity() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    doctors CONSTANT int[] := ARRAY(SELECT DISTINCT h.doctor_id FROM working_hours h WHERE h.doctor_id IS NOT NULL ORDER BY 1);
BEGIN
    PERFORM count_capacity(d) FROM unnest(doctors) d;
    RETURN cardinality(doctors);
END $$;
GRANT EXECUTE ON FUNCTION count_all_capacity() TO clinidesk_worker;

-- News and audit of changed hours: no appointment, but every screen of the clinic's free time.
CREATE FUNCTION finish_hours(asked request, who caller_row, action text, clinics int[], doctor int, entity_id bigint)
RETURNS change_row LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    answer change_row;
BEGIN
    IF finish_hours.doctor IS NOT NULL THEN
        PERFORM count_capacity(finish_hours.doctor);
    END IF;
    answer.tags := ARRAY(SELECT 'clinic:' || c FROM unnest(clinics) c)
                   || CASE WHEN finish_hours.doctor IS NOT NULL THEN ARRAY['doctor:' || finish_hours.doctor] ELSE '{}' END;
    INSERT INTO outbox (clinic_id, kind, doctor_id, payload, tags, due_at)
    SELECT c, 'event', finish_hours.doctor,
           jsonb_build_object('type', finish_hours.action, 'doctor', finish_hours.doctor), answer.tags, now()
      FROM unnest(clinics) c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    SELECT c, who.login, finish_hours.action, 'hours', finish_hours.entity_id FROM unnest(clinics) c;
    PERFORM keep_answer(asked, to_jsonb(answer) || jsonb_build_object('absence_id', finish_hours.entity_id));
    RETURN answer;
END $$;

-- The clinics an absence or hours concern, if the caller may change them there; raises 42501 else.
-- Null names every clinic of the doctor.
CREATE FUNCTION clinics_of_hours(who caller_row, clinic int, doctor int, department int) RETURNS int[]
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    works CONSTANT int[] := ARRAY(
        SELECT DISTINCT d.clinic_id FROM department d LEFT JOIN doctor_department dd ON dd.department_id = d.id
         WHERE CASE WHEN clinics_of_hours.doctor IS NULL THEN d.id = clinics_of_hours.department
                    ELSE dd.doctor_id = clinics_of_hours.doctor END ORDER BY 1);
    named CONSTANT int[] := CASE WHEN clinics_of_hours.clinic IS NULL THEN works ELSE ARRAY[clinics_of_hours.clinic] END;
BEGIN
    IF num_nonnulls(clinics_of_hours.doctor, clinics_of_hours.department) <> 1 THEN
        PERFORM refuse('doctor', 'missing');
    ELSIF cardinality(named) = 0 OR NOT named <@ works THEN
        PERFORM refuse(CASE WHEN clinics_of_hours.doctor IS NULL THEN 'department' ELSE 'doctor' END, 'unknown');
    ELSIF who.role = 'doctor' AND clinics_of_hours.doctor IS DISTINCT FROM who.doctor_id
          OR who.role <> 'doctor' AND NOT named <@ who.clinics THEN
        PERFORM deny();
    END IF;
    RETURN named;
END $$;

-- Raises 22023 unless hours is a list of {"weekday", "starts", "ends"} within the clinic's opening.
CREATE FUNCTION require_hours(hours jsonb, clinic int) RETURNS void
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    h jsonb;
    starts time;
    ends time;
BEGIN
    IF jsonb_typeof(hours) IS DISTINCT FROM 'array' THEN
        PERFORM refuse('hours', 'malformed');
    ELSIF jsonb_array_length(hours) > 100 THEN
        PERFORM refuse('hours', 'too_long', 100);
    END IF;
    FOR h IN SELECT * FROM jsonb_array_elements(hours) LOOP
        IF (h ->> 'weekday') ~ '^[1-7]$' AND (h ->> 'starts') ~ '^([01]\d|2[0-3]):[0-5]\d(:00)?$'
           AND (h ->> 'ends') ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)(:00)?$' THEN
            starts := (h ->> 'starts')::time;
            ends := (h ->> 'ends')::time;
        ELSE
            PERFORM refuse('hours', 'malformed');
        END IF;
        IF starts >= ends THEN
            PERFORM refuse('hours', 'reversed');
        ELSIF NOT EXISTS (SELECT FROM clinic c WHERE c.id = require_hours.clinic AND c.opens <= starts AND c.closes >= ends) THEN
            PERFORM refuse('hours', 'closed');
        END IF;
    END LOOP;
END $$;

-- The hours of a doctor or a department from today on; days that have passed keep what they had.
CREATE FUNCTION put_hours(clinic int, doctor int, department int, hours jsonb) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    today CONSTANT date := (SELECT (now() AT TIME ZONE c.zone)::date FROM clinic c WHERE c.id = put_hours.clinic);
BEGIN
    PERFORM pg_advisory_xact_lock((5::bigint << 59) + coalesce(put_hours.doctor, 0));
    DELETE FROM working_hours h
     WHERE h.clinic_id = put_hours.clinic AND h.valid_from >= today
       AND (h.doctor_id = put_hours.doctor OR h.department_id = put_hours.department);
    UPDATE working_hours h SET valid_until = today - 1
     WHERE h.clinic_id = put_hours.clinic AND h.valid_until >= today
       AND (h.doctor_id = put_hours.doctor OR h.department_id = put_hours.department);
    INSERT INTO working_hours (clinic_id, doctor_id, department_id, weekday, starts, ends, valid_from)
    SELECT put_hours.clinic, put_hours.doctor, put_hours.department,
           (h ->> 'weekday')::smallint, (h ->> 'starts')::time, (h ->> 'ends')::time, today
      FROM jsonb_array_elements(put_hours.hours) h;
END $$;

CREATE FUNCTION set_working_hours(request uuid, clinic int, doctor int, department int, hours jsonb)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    clinics int[];
BEGIN
    asked := claim_request(set_working_hours.request, 'set_working_hours', jsonb_build_array(
        set_working_hours.clinic, set_working_hours.doctor, set_working_hours.department, set_working_hours.hours));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    ELSIF set_working_hours.clinic IS NULL THEN
        PERFORM refuse('clinic', 'missing');
    END IF;
    clinics := clinics_of_hours(who, set_working_hours.clinic, set_working_hours.doctor, set_working_hours.department);
    PERFORM require_hours(set_working_hours.hours, set_working_hours.clinic);
    PERFORM put_hours(set_working_hours.clinic, set_working_hours.doctor, set_working_hours.department,
                      set_working_hours.hours);
    RETURN finish_hours(asked, who, 'set_working_hours', clinics, set_working_hours.doctor, NULL);
END $$;

CREATE FUNCTION add_absence(request uuid, clinic int, doctor int, department int, starts_at timestamptz,
                            ends_at timestamptz, reason text, OUT absence_id bigint, OUT tags text[])
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    clinics int[];
BEGIN
    asked := claim_request(add_absence.request, 'add_absence', jsonb_build_array(add_absence.clinic,
        add_absence.doctor, add_absence.department, add_absence.starts_at, add_absence.ends_at, add_absence.reason));
    IF asked.answer IS NOT NULL THEN
        add_absence.absence_id := asked.answer -> 'absence_id';
        add_absence.tags := ARRAY(SELECT jsonb_array_elements_text(asked.answer -> 'tags'));
        RETURN;
    END IF;
    clinics := clinics_of_hours(who, add_absence.clinic, add_absence.doctor, add_absence.department);
    IF add_absence.starts_at IS NULL OR add_absence.ends_at IS NULL THEN
        PERFORM refuse(CASE WHEN add_absence.starts_at IS NULL THEN 'starts_at' ELSE 'ends_at' END, 'missing');
    ELSIF NOT isfinite(add_absence.starts_at) OR NOT isfinite(add_absence.ends_at)
          OR add_absence.ends_at > now() + interval '10 years' THEN
        PERFORM refuse('ends_at', 'range');
    ELSIF add_absence.starts_at >= add_absence.ends_at THEN
        PERFORM refuse('ends_at', 'reversed');
    END IF;
    INSERT INTO absence (clinic_id, doctor_id, department_id, starts_at, ends_at, reason)
    VALUES (add_absence.clinic, add_absence.doctor, add_absence.department, add_absence.starts_at,
            add_absence.ends_at, checked_text('reason', add_absence.reason, 500))
    RETURNING id INTO add_absence.absence_id;
    add_absence.tags := (finish_hours(asked, who, 'add_absence', clinics, add_absence.doctor,
                                      add_absence.absence_id)).tags;
END $$;

CREATE FUNCTION remove_absence(request uuid, absence bigint)
RETURNS change_row LANGUAGE plpgsql SECURITY DEFINER
SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := caller();
    asked request;
    gone absence;
    clinics int[];
BEGIN
    asked := claim_request(remove_absence.request, 'remove_absence', jsonb_build_array(remove_absence.absence));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    DELETE FROM absence b WHERE b.id = remove_absence.absence RETURNING b.* INTO gone;
    IF gone.id IS NULL THEN
        PERFORM not_found();
    END IF;
    clinics := clinics_of_hours(who, gone.clinic_id, gone.doctor_id, gone.department_id);
    RETURN finish_hours(asked, who, 'remove_absence', clinics, gone.doctor_id, gone.id);
END $$;
GRANT EXECUTE ON FUNCTION local_instant(int, timestamp, smallint) TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
GRANT EXECUTE ON FUNCTION set_working_hours(uuid, int, int, int, jsonb) TO clinidesk_admin;
GRANT EXECUTE ON FUNCTION add_absence(uuid, int, int, int, timestamptz, timestamptz, text), remove_absence(uuid, bigint)
    TO clinidesk_admin, clinidesk_receptionist, clinidesk_doctor;
RESET ROLE;
