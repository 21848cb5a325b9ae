-- Figures of a day, a month and a trend: from the tallies, plus what isn't folded yet.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- doctor_id 0 is the whole clinic. Granted to nobody: a materialised view has no row-level security.
CREATE MATERIALIZED VIEW monthly_figures AS
    SELECT clinic_id, CASE WHEN scope = 'd' THEN scope_id ELSE 0 END AS doctor_id, first AS month,
           pending, booked, arrived, in_progress, completed, rejected, cancelled, no_show
      FROM tally WHERE span = 'm' AND scope IN ('c', 'd')
  WITH DATA;
CREATE UNIQUE INDEX monthly_figures_key ON monthly_figures (clinic_id, doctor_id, month);

CREATE FUNCTION refresh_figures() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    PERFORM fold_tallies();
    REFRESH MATERIALIZED VIEW CONCURRENTLY monthly_figures;
END $$;

-- Raises 42501 unless the caller works at the clinic.
CREATE FUNCTION require_clinic(who caller_row, clinic int) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    IF clinic IS NULL THEN
        RAISE EXCEPTION 'a clinic is needed' USING ERRCODE = '22023', DETAIL = '{"field": "clinic", "problem": "missing"}';
    ELSIF NOT clinic = ANY (who.clinics) THEN
        RAISE EXCEPTION 'not a clinic of the caller' USING ERRCODE = '42501', DETAIL = '{}';
    END IF;
END $$;

-- The clinic's local day now, by the server's clock.
CREATE FUNCTION clinic_today(clinic int) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = clinidesk, public, pg_temp AS $$
BEGIN
    RETURN (SELECT (now() AT TIME ZONE c.zone)::date FROM clinic c WHERE c.id = clinic);
END $$;

-- A doctor's figures are his own, everybody else's the clinic's.
CREATE FUNCTION dashboard_figures(clinic int, on_day date)
RETURNS TABLE (scope text, pending bigint, booked bigint, arrived bigint, in_progress bigint, completed bigint,
               rejected bigint, cancelled bigint, no_show bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caller_row := caller();
    the_day date;
    the_scope "char" := CASE WHEN who.role = 'doctor' THEN 'd' ELSE 'c' END;
    the_id int := CASE WHEN who.role = 'doctor' THEN who.doctor_id ELSE 0 END;
BEGIN
    PERFORM require_clinic(who, clinic);
    the_day := coalesce(on_day, clinic_today(clinic));
    IF the_day NOT BETWEEN '1900-01-01' AND '2199-12-31' THEN
        RAISE EXCEPTION 'bad day' USING ERRCODE = '22023', DETAIL = '{"field": "on_day", "problem": "range"}';
    END IF;
    RETURN QUERY
    SELECT w.name, coalesce(t.pending, 0) + d.n[1], coalesce(t.booked, 0) + d.n[2], coalesce(t.arrived, 0) + d.n[3],
           coalesce(t.in_progress, 0) + d.n[4], coalesce(t.completed, 0) + d.n[5], coalesce(t.rejected, 0) + d.n[6],
           coalesce(t.cancelled, 0) + d.n[7], coalesce(t.no_show, 0) + d.n[8]
      FROM (VALUES ('day', 'd'::"char", the_day, the_day),
                   ('month', 'm', date_trunc('month', the_day)::date,
                    (date_trunc('month', the_day) + interval '1 month' - interval '1 day')::date)) w (name, span, first, last)
      LEFT JOIN tally t ON t.clinic_id = clinic AND t.scope = the_scope AND t.scope_id = the_id
                       AND t.span = w.span AND t.first = w.first
     CROSS JOIN LATERAL (
        SELECT array_agg(coalesce(s.amount, 0) ORDER BY step.status) n
          FROM generate_series(0, 7) step (status)
          LEFT JOIN (SELECT x.status, sum(x.amount) amount FROM tally_delta x
                      WHERE x.clinic_id = clinic AND x.day BETWEEN w.first AND w.last
                        AND (the_scope = 'c' OR x.doctor_id = the_id) GROUP BY 1) s ON s.status = step.status) d
     ORDER BY w.name;
END $$;

-- The last months up to the clinic's current one, oldest first; a month without appointments is zeros.
CREATE FUNCTION monthly_trend(clinic int, months int)
RETURNS TABLE (month date, pending bigint, booked bigint, arrived bigint, in_progress bigint, completed bigint,
               rejected bigint, cancelled bigint, no_show bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caller_row := caller();
    this_month timestamp;
BEGIN
    PERFORM require_clinic(who, clinic);
    IF months IS NULL OR months NOT BETWEEN 1 AND 240 THEN
        RAISE EXCEPTION 'bad number of months' USING ERRCODE = '22023', DETAIL = '{"field": "months", "problem": "range"}';
    END IF;
    this_month := date_trunc('month', clinic_today(clinic));
    RETURN QUERY
    SELECT m.at::date, coalesce(f.pending, 0)::bigint, coalesce(f.booked, 0)::bigint, coalesce(f.arrived, 0)::bigint,
           coalesce(f.in_progress, 0)::bigint, coalesce(f.completed, 0)::bigint, coalesce(f.rejected, 0)::bigint,
           coalesce(f.cancelled, 0)::bigint, coalesce(f.no_show, 0)::bigint
      FROM generate_series(this_month - make_interval(months => months - 1), this_month, interval '1 month') m (at)
      LEFT JOIN monthly_figures f ON f.clinic_id = clinic AND f.month = m.at::date
                                 AND f.doctor_id = CASE WHEN who.role = 'doctor' THEN who.doctor_id ELSE 0 END
     ORDER BY 1;
END $$;

RESET ROLE;
-- REFRESH … CONCURRENTLY compares through a temporary table.
DO $$
BEGIN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO clinidesk_api', current_database());
END $$;
REVOKE EXECUTE ON FUNCTION refresh_figures(), require_clinic(caller_row, int), clinic_today(int),
    dashboard_figures(int, date), monthly_trend(int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dashboard_figures(int, date), monthly_trend(int, int)
    TO clinidesk_receptionist, clinidesk_doctor, clinidesk_admin;
GRANT EXECUTE ON FUNCTION refresh_figures() TO clinidesk_worker;
