-- Clinics, departments, doctors and staff are never deleted or renumbered, whoever asks: appointments
-- and their events name them without a foreign key.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

CREATE FUNCTION refuse_loss() RETURNS trigger
LANGUAGE plpgsql SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'such rows are kept' USING ERRCODE = '23503', DETAIL = '{}';
END $$;
REVOKE EXECUTE ON FUNCTION refuse_loss() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_loss() TO clinidesk_owner;
RESET ROLE;

SET ROLE clinidesk_owner;
CREATE TRIGGER kept BEFORE DELETE OR UPDATE OF id ON clinidesk.clinic FOR EACH ROW EXECUTE FUNCTION clinidesk.refuse_loss();
CREATE TRIGGER kept BEFORE DELETE OR UPDATE OF id ON clinidesk.department FOR EACH ROW EXECUTE FUNCTION clinidesk.refuse_loss();
CREATE TRIGGER kept BEFORE DELETE OR UPDATE OF id ON clinidesk.doctor FOR EACH ROW EXECUTE FUNCTION clinidesk.refuse_loss();
CREATE TRIGGER kept BEFORE DELETE OR UPDATE OF id ON clinidesk.staff FOR EACH ROW EXECUTE FUNCTION clinidesk.refuse_loss();
RESET ROLE;
