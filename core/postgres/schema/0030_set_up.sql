-- Clinics, departments, doctors and their first hours: how an empty installation comes to be used.
-- As with staff, an administrator acts inside her own clinics and a superuser's session everywhere.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION audit_set_up(who caller_row, clinic int, action text, entity text, entity_id bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    VALUES (clinic, coalesce(who.login, session_user), action, entity, entity_id);
$$;

-- Raises 42501 for another's clinic and 22023 for one that doesn't exist.
CREATE FUNCTION require_own_clinic(who caller_row, clinic int) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF require_own_clinic.clinic IS NULL THEN
        PERFORM refuse('clinic', 'missing');
    ELSIF who.login IS NOT NULL AND NOT require_own_clinic.clinic = ANY (who.clinics) THEN
        PERFORM deny();
    ELSIF NOT EXISTS (SELECT FROM clinic c WHERE c.id = require_own_clinic.clinic) THEN
        PERFORM refuse('clinic', 'unknown');
    END IF;
END $$;

-- checked_text() that may not be empty.
CREATE FUNCTION required_text(field text, value text, text_limit int) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    given CONSTANT text := checked_text(field, value, text_limit);
BEGIN
    IF given = '' THEN
        PERFORM refuse(field, 'missing');
    END IF;
    RETURN given;
END $$;

-- An administrator who founds a clinic works there from then on.
CREATE FUNCTION clinic_add(name text, address text, zone text, opens time, closes time) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    called CONSTANT text := required_text('name', clinic_add.name, 100);
    place CONSTANT text := checked_text('address', clinic_add.address, 300);
    since CONSTANT time := coalesce(clinic_add.opens, '08:00');
    until CONSTANT time := coalesce(clinic_add.closes, '18:00');
    made int;
BEGIN
    IF coalesce(clinic_add.zone, '') = '' THEN
        PERFORM refuse('zone', 'missing');
    ELSIF clinic_add.zone !~ '^([A-Z][A-Za-z]+/[A-Za-z0-9_/+-]+|UTC)$'
          OR NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = clinic_add.zone) THEN
        PERFORM refuse('zone', 'unknown');
    ELSIF since >= until THEN
        PERFORM refuse('closes', 'reversed');
    ELSIF EXISTS (SELECT FROM clinic c WHERE c.name = called) THEN
        PERFORM refuse('name', 'taken');
    END IF;
    INSERT INTO clinic (name, address, zone, opens, closes) VALUES (called, place, clinic_add.zone, since, until)
    RETURNING id INTO made;
    IF who.login IS NOT NULL THEN
        INSERT INTO staff_clinic (staff_id, clinic_id) VALUES (who.staff_id, made);
    END IF;
    PERFORM audit_set_up(who, made, 'clinic_add', 'clinic', made);
    RETURN made;
END $$;

CREATE FUNCTION department_add(clinic int, name text, slot_minutes int, capacity int, needs_review boolean, colour text)
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    minutes CONSTANT int := coalesce(department_add.slot_minutes, 20);
    seats CONSTANT int := coalesce(department_add.capacity, 0);
    shade CONSTANT text := lower(coalesce(department_add.colour, '#5b7aa6'));
    called text;
    made int;
BEGIN
    PERFORM require_own_clinic(who, department_add.clinic);
    called := required_text('name', department_add.name, 100);
    IF minutes NOT BETWEEN 5 AND 240 THEN
        PERFORM refuse('slot_minutes', 'range');
    ELSIF seats NOT BETWEEN 0 AND 1000 THEN
        PERFORM refuse('capacity', 'range');
    ELSIF shade !~ '^#[0-9a-f]{6}$' THEN
        PERFORM refuse('colour', 'malformed');
    END IF;
    INSERT INTO department (clinic_id, name, slot_minutes, capacity, needs_review, colour)
    VALUES (department_add.clinic, called, minutes, seats, coalesce(department_add.needs_review, false), shade)
    ON CONFLICT (clinic_id, name) DO NOTHING RETURNING id INTO made;
    IF made IS NULL THEN
        PERFORM refuse('name', 'taken');
    END IF;
    PERFORM audit_set_up(who, department_add.clinic, 'department_add', 'department', made);
    RETURN made;
END $$;

CREATE FUNCTION doctor_add(clinic int, title text, family text, given text, registration_no text,
                           specialisation text, email text, departments int[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
    places CONSTANT int[] := coalesce(doctor_add.departments, '{}');
    person doctor;
BEGIN
    PERFORM require_own_clinic(who, doctor_add.clinic);
    person.title := checked_text('title', coalesce(doctor_add.title, 'Dr'), 50);
    person.family := required_text('family', doctor_add.family, 100);
    person.given := checked_text('given', doctor_add.given, 100);
    person.registration_no := required_text('registration_no', doctor_add.registration_no, 50);
    person.specialisation := checked_text('specialisation', doctor_add.specialisation, 100);
    person.email := checked_text('email', doctor_add.email, 200);
    IF person.email <> '' AND person.email !~ '^[^@[:space:]]+@[^@[:space:]]+$' THEN
        PERFORM refuse('email', 'malformed');
    ELSIF places = '{}' THEN
        PERFORM refuse('departments', 'missing');
    ELSIF EXISTS (SELECT FROM unnest(places) p WHERE NOT EXISTS (
                    SELECT FROM department d WHERE d.id = p AND d.clinic_id = doctor_add.clinic)) THEN
        PERFORM refuse('departments', 'unknown');
    END IF;
    INSERT INTO doctor (title, family, given, registration_no, specialisation, email)
    VALUES (person.title, person.family, person.given, person.registration_no, person.specialisation, person.email)
    ON CONFLICT (registration_no) DO NOTHING RETURNING id INTO person.id;
    IF person.id IS NULL THEN
        PERFORM refuse('registration_no', 'taken');
    END IF;
    INSERT INTO doctor_department (doctor_id, department_id) SELECT DISTINCT person.id, p FROM unnest(places) p;
    PERFORM audit_set_up(who, doctor_add.clinic, 'doctor_add', 'doctor', person.id);
    RETURN person.id;
END $$;

-- set_working_hours() for the session of a superuser, who is no member of staff.
CREATE FUNCTION hours_set_up(request uuid, clinic int, doctor int, department int, hours jsonb) RETURNS change_row
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who caller_row := administrator();
    asked request;
BEGIN
    IF who.login IS NOT NULL THEN
        RETURN set_working_hours(hours_set_up.request, hours_set_up.clinic, hours_set_up.doctor,
                                 hours_set_up.department, hours_set_up.hours);
    END IF;
    asked := claim_request(hours_set_up.request, 'set_working_hours', jsonb_build_array(
        hours_set_up.clinic, hours_set_up.doctor, hours_set_up.department, hours_set_up.hours));
    IF asked.answer IS NOT NULL THEN
        RETURN jsonb_populate_record(NULL::change_row, asked.answer);
    END IF;
    PERFORM require_own_clinic(who, hours_set_up.clinic);
    who.login := session_user;
    who.role := 'admin';
    who.clinics := ARRAY[hours_set_up.clinic];
    PERFORM clinics_of_hours(who, hours_set_up.clinic, hours_set_up.doctor, hours_set_up.department);
    PERFORM require_hours(hours_set_up.hours, hours_set_up.clinic);
    PERFORM put_hours(hours_set_up.clinic, hours_set_up.doctor, hours_set_up.department, hours_set_up.hours);
    RETURN finish_hours(asked, who, 'set_working_hours', who.clinics, hours_set_up.doctor, NULL);
END $$;
GRANT EXECUTE ON FUNCTION clinic_add(text, text, text, time, time),
    department_add(int, text, int, int, boolean, text),
    doctor_add(int, text, text, text, text, text, text, int[]),
    hours_set_up(uuid, int, int, int, jsonb) TO clinidesk_admin;
RESET ROLE;
