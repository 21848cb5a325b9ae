-- What the worker does: chaining the audit and forgetting old request ids.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- What a row's hash covers, whatever the session's settings.
CREATE FUNCTION audit_hash(previous bytea, r audit, number bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(coalesce(previous, '') || convert_to(jsonb_build_array(r.clinic_id, number, r.id,
        extract(epoch FROM r.at), r.who, r.action, r.entity, r.entity_id, r.facts)::text, 'UTF8'));
$$;

-- Gives unchained audit rows their place and hash, per clinic without gaps. Only rows whose
-- transaction is older than every one still open: what is chained can't be overtaken. One worker at a time.
CREATE FUNCTION chain_audit() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    oldest_open xid8;
    r audit;
    chain int;
    number bigint;
    previous bytea;
    ids bigint[] := '{}';
    numbers bigint[] := '{}';
    hashes bytea[] := '{}';
BEGIN
    IF NOT pg_try_advisory_xact_lock(4841207321) THEN
        RETURN 0;
    END IF;
    oldest_open := pg_snapshot_xmin(pg_current_snapshot());
    FOR r IN SELECT * FROM (SELECT * FROM audit a WHERE a.chain_no IS NULL AND a.xid < oldest_open
                            ORDER BY a.id LIMIT 10000) batch
              ORDER BY coalesce(batch.clinic_id, 0), batch.id
    LOOP
        IF chain IS DISTINCT FROM coalesce(r.clinic_id, 0) THEN
            chain := coalesce(r.clinic_id, 0);
            SELECT a.chain_no, a.hash INTO number, previous FROM audit a
             WHERE coalesce(a.clinic_id, 0) = chain AND a.chain_no IS NOT NULL ORDER BY a.chain_no DESC LIMIT 1;
            number := coalesce(number, 0);
        END IF;
        number := number + 1;
        previous := audit_hash(previous, r, number);
        ids := ids || r.id;
        numbers := numbers || number;
        hashes := hashes || previous;
    END LOOP;
    UPDATE audit a SET chain_no = n.chain_no, hash = n.hash
      FROM unnest(ids, numbers, hashes) n (id, chain_no, hash) WHERE a.id = n.id;
    RETURN cardinality(ids);
END $$;

-- The first broken link of each clinic's chain; no row when all is whole.
CREATE FUNCTION broken_audit() RETURNS TABLE (clinic_id int, chain_no bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
    SELECT l.chain, min(l.chain_no)
      FROM (SELECT coalesce(a.clinic_id, 0) AS chain, a.chain_no, a.hash,
                   audit_hash(lag(a.hash) OVER w, a, a.chain_no) AS expected, row_number() OVER w AS place
              FROM audit a WHERE a.chain_no IS NOT NULL
            WINDOW w AS (PARTITION BY coalesce(a.clinic_id, 0) ORDER BY a.chain_no)) l
     WHERE l.hash IS DISTINCT FROM l.expected OR l.place <> l.chain_no
     GROUP BY l.chain;
$$;

CREATE FUNCTION purge_requests() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM request r WHERE r.created_at < now() - interval '7 days';
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;
GRANT EXECUTE ON FUNCTION chain_audit(), purge_requests(), broken_audit() TO clinidesk_worker;
RESET ROLE;
