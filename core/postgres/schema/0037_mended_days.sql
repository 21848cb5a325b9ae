-- What lets kept days live through a change: the row that it made, and by what name all who may announce
-- it know it; the cards of a day's people at once; and cards that depend on their patient only.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- The row as day_list would show it to the caller, if this very transaction changed it to that version
-- and the caller may see it: so nothing can be read here but what one has just written.
CREATE FUNCTION changed_row(appointment bigint, version int) RETURNS SETOF appointment_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    IF EXISTS (SELECT FROM outbox o
                WHERE o.xid = pg_current_xact_id_if_assigned() AND o.kind = 'event'
                  AND o.appointment_id = changed_row.appointment)
       AND EXISTS (SELECT FROM appointment a
                    WHERE a.id = changed_row.appointment AND a.version = changed_row.version
                      AND a.clinic_id = ANY (who.clinics)
                      AND (who.role = 'receptionist' OR a.doctor_id = who.doctor_id
                           OR a.status = 0 AND EXISTS (SELECT FROM doctor_department dd
                                                        WHERE dd.doctor_id = who.doctor_id
                                                          AND dd.department_id = a.department_id))) THEN
        RETURN QUERY SELECT * FROM appointment_rows(who, ARRAY[changed_row.appointment]);
    END IF;
END $$;

-- The oldest news as before. A changed appointment's names the change as the desk that made it does: this
-- database, the appointment and its version.
DROP FUNCTION take_news(int);
CREATE FUNCTION take_news(most int) RETURNS TABLE (id bigint, clinic_id int, tags text[], change text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    here CONSTANT bigint := installation_number();
BEGIN
    IF most IS NULL OR most NOT BETWEEN 1 AND 10000 THEN
        RAISE EXCEPTION 'bad number of news' USING ERRCODE = '22023', DETAIL = '{"field": "most", "problem": "range"}';
    END IF;
    RETURN QUERY
    SELECT o.id, o.clinic_id, o.tags, here || ':' || o.appointment_id || ':' || (o.payload ->> 'version') FROM outbox o
     WHERE o.kind = 'event' AND o.relayed_at IS NULL ORDER BY o.id LIMIT most;
END $$;

-- Those of the patients that the caller may see, in no order. One read, audited as one.
CREATE FUNCTION patient_cards(patients bigint[]) RETURNS SETOF patient_row
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    who CONSTANT caller_row := caller();
    shown bigint[];
BEGIN
    IF patients IS NULL OR cardinality(patients) NOT BETWEEN 1 AND 2000 THEN
        RAISE EXCEPTION 'bad number of patients' USING ERRCODE = '22023', DETAIL = '{"field": "patients", "problem": "range"}';
    END IF;
    shown := ARRAY(SELECT p.id FROM unnest(patients) w (id) JOIN patient p ON p.id = w.id WHERE is_own_patient(who, p.id));
    INSERT INTO audit (who, action, entity, facts)
    VALUES (who.login, 'patient_cards', 'patient', jsonb_build_object('patients', shown));
    RETURN QUERY
    SELECT p.id, p.mrn, p.title, p.family, p.given, p.birth_date, p.died_on, p.sex, p.phone, p.email, p.language, p.version
      FROM patient p WHERE p.id = ANY (shown);
END $$;

-- A card changes with its patient alone: "card:" is bumped by nothing else. "patient:" goes on naming
-- everything about somebody, the appointments too.
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
    answer.tags := ARRAY['patient:' || p.id, 'card:' || p.id]
                   || ARRAY(SELECT k || c FROM unnest(clinics) c, unnest(ARRAY['clinic:', 'people:']) k WHERE c = ANY (who.clinics));
    INSERT INTO outbox (clinic_id, kind, payload, tags, due_at)
    SELECT c, 'event', jsonb_build_object('type', finish_patient.action, 'patient', p.id, 'version', p.version),
           ARRAY['patient:' || p.id, 'card:' || p.id, 'clinic:' || c, 'people:' || c], now()
      FROM unnest(clinics) c;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id)
    SELECT c, who.login, finish_patient.action, 'patient', p.id FROM unnest(coalesce(nullif(clinics, '{}'), who.clinics[1:1])) c;
    PERFORM keep_answer(asked, to_jsonb(answer));
    RETURN answer;
END $$;

-- As before; a card's tag is heard by whom the patient's is.
CREATE OR REPLACE FUNCTION heard(o outbox, who caller_row, departments int[]) RETURNS heard_news
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF (CASE who.role
        WHEN 'worker' THEN true
        WHEN 'doctor' THEN ('doctor:' || who.doctor_id) = ANY (o.tags)
             OR o.payload ? 'pending' AND (o.payload ->> 'department')::int = ANY (departments)
        ELSE o.clinic_id = ANY (who.clinics) END) THEN
        RETURN ROW(true, o.tags);
    ELSIF ('staff:' || who.staff_id) = ANY (o.tags) THEN
        RETURN ROW(false, ARRAY['staff:' || who.staff_id]);
    ELSIF who.role = 'doctor' AND o.clinic_id = ANY (who.clinics) THEN
        RETURN ROW(false, ARRAY(SELECT t FROM unnest(o.tags) t WHERE t NOT LIKE 'doctor:%'
                                   AND (t NOT SIMILAR TO '(patient|card):%'
                                        OR is_own_patient(who, split_part(t, ':', 2)::bigint))));
    END IF;
    RETURN NULL;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION changed_row(bigint, int), take_news(int), patient_cards(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION changed_row(bigint, int) TO clinidesk_receptionist, clinidesk_doctor;
GRANT EXECUTE ON FUNCTION patient_cards(bigint[]) TO clinidesk_receptionist, clinidesk_doctor;
GRANT EXECUTE ON FUNCTION take_news(int) TO clinidesk_worker;
