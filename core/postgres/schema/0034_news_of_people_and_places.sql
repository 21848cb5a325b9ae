-- News of what lists show beside the appointments: whose names (people:), when it is open (hours:), who
-- works where (places:), and what a member of staff may (staff:). Whoever keeps an answer drops it then.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE OR REPLACE FUNCTION finish_patient(asked request, who caller_row, action text, p patient) RETURNS patient_change
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    answer patient_change;
    clinics CONSTANT int[] := ARRAY(SELECT pc.clinic_id FROM patient_clinic pc WHERE pc.patient_id = p.id ORDER BY 1);
BEGIN
    answer.patient_id := p.id;
    answer.mrn := p.mrn;
    answer.version := p.version;
    -- Where else the patient is known is nothing a clinic should read.
    answer.tags := ARRAY['patient:' || p.id]
                   || ARRAY(SELECT k || c FROM unnest(clinics) c, unnest(ARRAY['clinic:', 'people:']) k WHERE c = ANY (who.clinics));
    INSERT INTO outbox (clinic_id, kind, payload, tags, due_at)
    SELECT c, 'event', jsonb_build_object('type', finish_patient.action, 'patient', p.id, 'version', p.version),
           ARRAY['patient:' || p.id, 'clinic:' || c, 'people:' || c], now()
      FROM unnest(clinics) c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    SELECT c, who.login, finish_patient.action, 'patient', p.id FROM unnest(coalesce(nullif(clinics, '{}'), who.clinics[1:1])) c;
    PERFORM keep_answer(asked, to_jsonb(answer));
    RETURN answer;
END $$;

CREATE OR REPLACE FUNCTION finish_hours(asked request, who caller_row, action text, clinics int[], doctor int, entity_id bigint)
RETURNS change_row LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    answer change_row;
BEGIN
    IF finish_hours.doctor IS NOT NULL THEN
        PERFORM count_capacity(finish_hours.doctor);
    END IF;
    answer.tags := ARRAY(SELECT k || c FROM unnest(clinics) c, unnest(ARRAY['clinic:', 'hours:', 'places:']) k)
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

CREATE FUNCTION tell_places(clinics int[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO outbox (clinic_id, kind, payload, tags, due_at)
    SELECT c, 'event', '{"type": "places"}', ARRAY['places:' || c, 'hours:' || c], now()
      FROM (SELECT DISTINCT c FROM unnest(clinics) c WHERE c IS NOT NULL) k (c)
$$;

-- To nobody's clinic in particular: it reaches the people themselves.
CREATE FUNCTION tell_staff(people int[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO outbox (clinic_id, kind, payload, tags, due_at)
    SELECT 0, 'event', '{"type": "staff"}', array_agg(DISTINCT 'staff:' || p), now()
      FROM unnest(people) p HAVING count(p) > 0
$$;

-- One call a statement, however it came about. A bulk load that fires no triggers brings its own
-- installation number instead.
CREATE FUNCTION places_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'clinic' THEN
        PERFORM tell_places(ARRAY(SELECT t.id FROM touched t));
        -- People's lists of clinics say its name and hours.
        PERFORM tell_staff(ARRAY(SELECT sc.staff_id FROM staff_clinic sc JOIN touched t ON t.id = sc.clinic_id));
    WHEN 'department' THEN
        PERFORM tell_places(ARRAY(SELECT t.clinic_id FROM touched t));
    WHEN 'doctor' THEN
        PERFORM tell_places(ARRAY(
            SELECT d.clinic_id FROM touched t JOIN doctor_department dd ON dd.doctor_id = t.id JOIN department d ON d.id = dd.department_id
            UNION SELECT h.clinic_id FROM touched t JOIN working_hours h ON h.doctor_id = t.id));
    ELSE -- doctor_department
        PERFORM tell_places(ARRAY(SELECT d.clinic_id FROM touched t JOIN department d ON d.id = t.department_id));
    END CASE;
    RETURN NULL;
END $$;

CREATE FUNCTION staff_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'staff' THEN
        PERFORM tell_staff(ARRAY(SELECT t.id FROM touched t));
    ELSE
        PERFORM tell_staff(ARRAY(SELECT t.staff_id FROM touched t));
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION places_changed(), staff_changed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION places_changed(), staff_changed() TO clinidesk_owner;
RESET ROLE;

-- A statement's rows before and after it: rows that moved away are news where they were, too.
SET ROLE clinidesk_owner;
DO $$
DECLARE
    place text;
    teller text;
    moment text[];
BEGIN
    FOREACH place IN ARRAY ARRAY['clinic', 'department', 'doctor', 'doctor_department', 'staff', 'staff_clinic'] LOOP
        teller := CASE WHEN place LIKE 'staff%' THEN 'staff_changed' ELSE 'places_changed' END;
        FOREACH moment SLICE 1 IN ARRAY ARRAY[['added', 'INSERT', 'NEW'], ['changed', 'UPDATE', 'NEW'],
                                              ['changed_from', 'UPDATE', 'OLD'], ['removed', 'DELETE', 'OLD']] LOOP
            -- Only links are ever removed or point elsewhere.
            CONTINUE WHEN moment[3] = 'OLD' AND place NOT IN ('doctor_department', 'staff_clinic');
            EXECUTE format('CREATE TRIGGER %I AFTER %s ON clinidesk.%I REFERENCING %s TABLE AS touched '
                           'FOR EACH STATEMENT EXECUTE FUNCTION clinidesk.%I()',
                           'told_' || moment[1], moment[2], place, moment[3], teller);
        END LOOP;
    END LOOP;
END $$;
RESET ROLE;
