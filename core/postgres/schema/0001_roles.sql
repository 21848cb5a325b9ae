-- Groups, owners and extensions. Roles belong to the whole cluster, so each is made only when missing.
-- Only clinidesk_api may create logins: CREATEROLE in PostgreSQL 15 grants almost anything.
DO $$
DECLARE
    role_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(4841207319);
    FOREACH role_name IN ARRAY ARRAY['clinidesk_owner', 'clinidesk_api', 'clinidesk_receptionist',
                                     'clinidesk_doctor', 'clinidesk_admin', 'clinidesk_worker']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB', role_name);
        END IF;
    END LOOP;
    ALTER ROLE clinidesk_api CREATEROLE;
END $$;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

CREATE SCHEMA clinidesk AUTHORIZATION clinidesk_owner;
GRANT USAGE ON SCHEMA clinidesk TO clinidesk_api, clinidesk_receptionist, clinidesk_doctor,
                                   clinidesk_admin, clinidesk_worker;
GRANT CREATE ON SCHEMA clinidesk TO clinidesk_api;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO clinidesk_owner, clinidesk_api, clinidesk_receptionist,
                                clinidesk_doctor, clinidesk_admin, clinidesk_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE clinidesk_api REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE clinidesk_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO clinidesk_receptionist, clinidesk_doctor, '
                   'clinidesk_admin, clinidesk_worker', current_database());
END $$;

-- What has been applied; `clinideskctl migrate` writes it, sign_in() tells a desk the version.
CREATE TABLE clinidesk.migration (
    number     int PRIMARY KEY,
    name       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE clinidesk.migration OWNER TO clinidesk_owner;
