-- How often the desks' limits refused something, for the administrator: a row of the audit for each
-- few seconds in which it happened. No patient is named.
SET ROLE clinidesk_owner;
SET search_path = clinidesk, public;
CREATE INDEX audit_limits ON audit (at) WHERE action = 'limit_refused';
RESET ROLE;

SET ROLE clinidesk_api;

-- Refused sign-ins are brought by the next person who is let in at that desk: she need not be who tried.
CREATE FUNCTION report_limit_refusals(refusals jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    PERFORM require_list('refusals', refusals);
    IF EXISTS (
        SELECT FROM jsonb_array_elements(refusals) t
         WHERE coalesce(t ->> 'kind', '') NOT IN ('sign_in_name', 'sign_in_desk', 'booking', 'doctor_change', 'change')
            OR CASE jsonb_typeof(t -> 'count')
               WHEN 'number' THEN (t ->> 'count')::numeric NOT BETWEEN 1 AND 1000000
               ELSE true END) THEN
        PERFORM refuse('refusals', 'malformed');
    END IF;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    SELECT who.clinics[1], who.login, 'limit_refused', 'staff', who.staff_id,
           jsonb_strip_nulls(jsonb_build_object('kind', t ->> 'kind', 'count', trunc((t ->> 'count')::numeric)::int,
               'at', claimed_instant(t ->> 'at'),
               'desk', left(regexp_replace(t ->> 'desk', '[^A-Za-z0-9._-]', '', 'g'), 63)))
      FROM jsonb_array_elements(refusals) t;
END $$;

-- The refusals of the last @p days in the caller's clinics, the latest day first. Of sign-ins `login` is
-- who brought the report.
CREATE FUNCTION limit_refusals(days int)
RETURNS TABLE (day date, kind text, login text, desk text, refusals bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    who CONSTANT caller_row := administrator();
BEGIN
    IF days IS NULL OR days NOT BETWEEN 1 AND 366 THEN
        PERFORM refuse('days', 'range', 366);
    END IF;
    RETURN QUERY
    SELECT a.at::date, a.facts ->> 'kind', a.who, coalesce(a.facts ->> 'desk', ''), sum((a.facts ->> 'count')::bigint)::bigint
      FROM audit a
     WHERE a.action = 'limit_refused' AND a.at > now() - make_interval(days => days)
       AND (who.login IS NULL OR a.clinic_id = ANY (who.clinics))
     GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 5 DESC, 2, 3, 4;
END $$;
GRANT EXECUTE ON FUNCTION report_limit_refusals(jsonb) TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
GRANT EXECUTE ON FUNCTION limit_refusals(int) TO clinidesk_admin;
RESET ROLE;
