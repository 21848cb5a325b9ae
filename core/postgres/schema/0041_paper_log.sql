-- What leaves the program on paper or as a file is in the audit beside the looks that led to it: whose
-- sheet, of which day, or of which appointment. The desk reports it the way it reports its looks.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Whether a desk may report that: a look a cache answered, or something it printed or saved.
CREATE FUNCTION is_reportable(action text, entity text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = clinidesk, public, pg_temp AS $$
    SELECT CASE
        WHEN action IN ('day_list', 'appointment_card', 'history_page', 'patient_card', 'patient_search', 'patient_duplicates')
            THEN entity IN ('appointment', 'patient')
        WHEN action IN ('print_day_sheet', 'save_day_sheet', 'print_week_sheet', 'save_week_sheet')
            THEN entity IN ('doctor', 'department')
        ELSE action IN ('print_slip', 'save_slip', 'save_list') AND entity = 'appointment'
    END
$$;

CREATE OR REPLACE FUNCTION log_reads(reads jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    who CONSTANT caller_row := caller();
BEGIN
    PERFORM require_list('reads', reads);
    -- Nothing but names we know, numbers and a day get into the audit.
    IF EXISTS (
        SELECT FROM jsonb_array_elements(reads) t
         WHERE NOT is_reportable(coalesce(t ->> 'action', ''), coalesce(t ->> 'entity', ''))
            OR CASE coalesce(jsonb_typeof(t -> 'id'), 'null')
               WHEN 'null' THEN false
               WHEN 'number' THEN (t ->> 'id')::numeric NOT BETWEEN 1 AND 9223372036854775807
               ELSE true END
            OR CASE coalesce(jsonb_typeof(t -> 'clinic'), 'null')
               WHEN 'null' THEN false
               WHEN 'number' THEN (t ->> 'clinic')::numeric NOT BETWEEN 1 AND 2147483647
               ELSE true END
            OR coalesce(t ->> 'day', '2000-01-01') !~ '^\d{4}-\d{2}-\d{2}$') THEN
        PERFORM refuse('reads', 'malformed');
    END IF;
    INSERT INTO audit (clinic_id, who, action, entity, entity_id, facts)
    SELECT coalesce(a.clinic_id, named.clinic, who.clinics[1]), who.login, t ->> 'action', t ->> 'entity',
           trunc((t ->> 'id')::numeric)::bigint,
           jsonb_strip_nulls(jsonb_build_object(
               'at', claimed_instant(t ->> 'at'),
               'cached', CASE WHEN t ->> 'action' !~ '^(print|save)_' THEN true END,
               'day', t ->> 'day'))
      FROM jsonb_array_elements(reads) t
      LEFT JOIN appointment a ON t ->> 'entity' = 'appointment' AND a.id = trunc((t ->> 'id')::numeric)::bigint
                             AND a.clinic_id = ANY (who.clinics)
      LEFT JOIN unnest(who.clinics) named (clinic) ON named.clinic = trunc((t ->> 'clinic')::numeric)::int;
END $$;

RESET ROLE;
REVOKE EXECUTE ON FUNCTION is_reportable(text, text) FROM PUBLIC;
