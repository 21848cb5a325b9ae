-- Counts of appointments per day and month, kept exact at the price of one small row a change.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Appends what a changed appointment takes from one cell and gives to another.
CREATE FUNCTION appointment_tally() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND (OLD.clinic_id, OLD.department_id, OLD.day, OLD.status) = (NEW.clinic_id, NEW.department_id, NEW.day, NEW.status)
       AND OLD.doctor_id IS NOT DISTINCT FROM NEW.doctor_id THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO tally_delta (clinic_id, department_id, doctor_id, day, status, amount)
        VALUES (OLD.clinic_id, OLD.department_id, OLD.doctor_id, OLD.day, OLD.status, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO tally_delta (clinic_id, department_id, doctor_id, day, status, amount)
        VALUES (NEW.clinic_id, NEW.department_id, NEW.doctor_id, NEW.day, NEW.status, 1);
    END IF;
    RETURN NULL;
END $$;

-- Deltas or appointments summed to one row per clinic, day, department and doctor.
CREATE TYPE tally_sum AS (clinic_id int, department_id int, doctor_id int, day date, pending bigint, booked bigint,
    arrived bigint, in_progress bigint, completed bigint, rejected bigint, cancelled bigint, no_show bigint);

-- Adds sums to every cell they belong to: three scopes, each by day and by month. Gives the number
-- of cells. The caller holds the folding lock.
CREATE FUNCTION add_to_tallies(sums tally_sum[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    cells bigint;
BEGIN
    INSERT INTO tally AS t (clinic_id, scope, scope_id, span, first, pending, booked, arrived, in_progress,
                            completed, rejected, cancelled, no_show)
    SELECT s.clinic_id, c.scope, c.scope_id, p.span, p.first, sum(s.pending), sum(s.booked), sum(s.arrived),
           sum(s.in_progress), sum(s.completed), sum(s.rejected), sum(s.cancelled), sum(s.no_show)
      FROM unnest(sums) s
     CROSS JOIN LATERAL (VALUES ('c'::"char", 0), ('e', s.department_id), ('d', s.doctor_id)) c (scope, scope_id)
     CROSS JOIN LATERAL (VALUES ('d'::"char", s.day), ('m', date_trunc('month', s.day)::date)) p (span, first)
     WHERE c.scope_id IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (clinic_id, scope, scope_id, span, first) DO UPDATE SET
        pending = t.pending + excluded.pending, booked = t.booked + excluded.booked,
        arrived = t.arrived + excluded.arrived, in_progress = t.in_progress + excluded.in_progress,
        completed = t.completed + excluded.completed, rejected = t.rejected + excluded.rejected,
        cancelled = t.cancelled + excluded.cancelled, no_show = t.no_show + excluded.no_show;
    GET DIAGNOSTICS cells = ROW_COUNT;
    RETURN cells;
END $$;

-- Moves the deltas it can see into their cells, in one transaction; a second folder leaves at once.
-- It deletes rows, not a range of ids: ids don't commit in order. Gives the number of cells.
CREATE FUNCTION fold_tallies() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    sums tally_sum[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(4841207320) THEN
        RETURN 0;
    END IF;
    WITH gone AS (
        DELETE FROM tally_delta RETURNING clinic_id, department_id, doctor_id, day, status, amount
    ), summed AS (
        SELECT clinic_id, department_id, doctor_id, day,
               coalesce(sum(amount) FILTER (WHERE status = 0), 0) pending, coalesce(sum(amount) FILTER (WHERE status = 1), 0) booked,
               coalesce(sum(amount) FILTER (WHERE status = 2), 0) arrived, coalesce(sum(amount) FILTER (WHERE status = 3), 0) in_progress,
               coalesce(sum(amount) FILTER (WHERE status = 4), 0) completed, coalesce(sum(amount) FILTER (WHERE status = 5), 0) rejected,
               coalesce(sum(amount) FILTER (WHERE status = 6), 0) cancelled, coalesce(sum(amount) FILTER (WHERE status = 7), 0) no_show
          FROM gone GROUP BY 1, 2, 3, 4
    )
    SELECT array_agg(ROW(s.*)::tally_sum) INTO sums FROM summed s;
    IF sums IS NULL THEN
        RETURN 0;
    END IF;
    RETURN add_to_tallies(sums);
END $$;

-- Counts everything anew; for the bulk loader, which works with the trigger off. Writers wait.
CREATE FUNCTION rebuild_tallies() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    sums tally_sum[];
BEGIN
    LOCK TABLE appointment IN SHARE MODE;
    PERFORM pg_advisory_xact_lock(4841207320);
    DELETE FROM tally_delta;
    DELETE FROM tally;
    SELECT array_agg(ROW(s.*)::tally_sum) INTO sums FROM (
        SELECT clinic_id, department_id, doctor_id, day,
               count(*) FILTER (WHERE status = 0), count(*) FILTER (WHERE status = 1), count(*) FILTER (WHERE status = 2),
               count(*) FILTER (WHERE status = 3), count(*) FILTER (WHERE status = 4), count(*) FILTER (WHERE status = 5),
               count(*) FILTER (WHERE status = 6), count(*) FILTER (WHERE status = 7)
          FROM appointment GROUP BY 1, 2, 3, 4) s;
    RETURN CASE WHEN sums IS NULL THEN 0 ELSE add_to_tallies(sums) END;
END $$;

RESET ROLE;
-- The bulk loader disables it by name and calls rebuild_tallies() afterwards.
CREATE TRIGGER appointment_tally AFTER INSERT OR DELETE OR UPDATE OF clinic_id, department_id, doctor_id, day, status
    ON appointment FOR EACH ROW EXECUTE FUNCTION appointment_tally();
-- Rows come and go all day: without this a reader would walk over the dead ones.
ALTER TABLE tally_delta SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
                             autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_scale_factor = 10);
REVOKE EXECUTE ON FUNCTION appointment_tally(), add_to_tallies(tally_sum[]), fold_tallies(), rebuild_tallies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_tallies() TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker;
