-- A status changes only along status_step, whoever writes the row. Steps marked 'undo' are open to
-- undo() alone, which says so for the length of its own update.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION refuse_status() RETURNS trigger
LANGUAGE plpgsql SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND EXISTS (
        SELECT FROM status_step s WHERE s.from_status = OLD.status AND s.to_status = NEW.status
           AND (s.action <> 'undo' OR current_setting('clinidesk.undoing', true) = 'yes')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the status does not allow this step' USING ERRCODE = 'CD002',
        DETAIL = json_build_object('appointment', NEW.id,
            'status', CASE WHEN TG_OP = 'UPDATE' THEN OLD.status ELSE NEW.status END);
END $$;
GRANT EXECUTE ON FUNCTION refuse_status() TO clinidesk_owner;
RESET ROLE;

SET ROLE clinidesk_owner;
CREATE TRIGGER appointment_starts BEFORE INSERT ON clinidesk.appointment
    FOR EACH ROW WHEN (NEW.status > 1) EXECUTE FUNCTION clinidesk.refuse_status();
CREATE TRIGGER appointment_steps BEFORE UPDATE ON clinidesk.appointment
    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION clinidesk.refuse_status();
RESET ROLE;
