#include "tests/postgres/CatalogueDigest.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QString catalogueRowsSql()
{
    return uR"(
WITH ours AS (SELECT oid, nspname FROM pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
SELECT 'schema ' || nspname || ' ' || pg_get_userbyid(nspowner) || ' ' || coalesce(nspacl::text, '')
  FROM pg_namespace WHERE oid IN (SELECT oid FROM ours)
UNION ALL
SELECT concat_ws(' ', 'relation', n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relacl::text,
                 c.reloptions::text, c.relrowsecurity, c.relforcerowsecurity, c.relispopulated,
                 CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END)
  FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
UNION ALL
SELECT concat_ws(' ', 'column', a.attrelid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
                 a.attnotnull, a.attidentity, a.attgenerated, a.attacl::text, a.attstattarget, a.attcollation,
                 pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN ours n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind <> 'i'
UNION ALL
SELECT concat_ws(' ', 'index', i.indexrelid::regclass, i.indisvalid, pg_get_indexdef(i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN ours n ON n.oid = c.relnamespace
UNION ALL
SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN ours n ON n.oid = k.connamespace
UNION ALL
SELECT concat_ws(' ', 'function', p.oid::regprocedure, pg_get_userbyid(p.proowner), p.proacl::text,
                 CASE WHEN p.prokind IN ('f', 'p') THEN md5(pg_get_functiondef(p.oid)) END)
  FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace
UNION ALL
SELECT concat_ws(' ', 'trigger', t.tgenabled, pg_get_triggerdef(t.oid)) FROM pg_trigger t WHERE NOT t.tgisinternal
UNION ALL
SELECT concat_ws(' ', 'policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive,
                 (SELECT string_agg(pg_get_userbyid(r), ',' ORDER BY 1) FROM unnest(p.polroles) r),
                 pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p
UNION ALL
SELECT concat_ws(' ', 'type', n.nspname, t.typname, t.typtype, pg_get_userbyid(t.typowner), t.typacl::text)
  FROM pg_type t JOIN ours n ON n.oid = t.typnamespace
UNION ALL
SELECT concat_ws(' ', 'default rights', pg_get_userbyid(defaclrole), defaclnamespace::regnamespace, defaclobjtype,
                 defaclacl::text) FROM pg_default_acl
UNION ALL
SELECT concat_ws(' ', 'extension', e.extname, e.extversion, e.extnamespace::regnamespace) FROM pg_extension e
UNION ALL
SELECT concat_ws(' ', 'text search', n.nspname, x.name) FROM ours n
  JOIN (SELECT cfgnamespace AS space, cfgname::text AS name FROM pg_ts_config
        UNION ALL SELECT dictnamespace, dictname::text FROM pg_ts_dict) x ON x.space = n.oid
UNION ALL
SELECT 'comment ' || description FROM pg_description WHERE classoid = 'pg_proc'::regclass AND objoid > 16384
UNION ALL
SELECT concat_ws(' ', 'database', datacl::text,
                 (SELECT string_agg(setconfig::text, ' ') FROM pg_db_role_setting s WHERE s.setdatabase = d.oid))
  FROM pg_database d WHERE datname = current_database()
UNION ALL
SELECT concat_ws(' ', 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolbypassrls,
                 rolconfig::text,
                 (SELECT string_agg(pg_get_userbyid(m.roleid), ',' ORDER BY 1) FROM pg_auth_members m WHERE m.member = r.oid))
  FROM pg_roles r
UNION ALL
SELECT concat_ws(' ', 'large object', oid) FROM pg_largeobject_metadata
UNION ALL
SELECT 'rows ' || table_name || ' '
       || md5(query_to_xml(format('SELECT t::text FROM %I.%I t ORDER BY 1', table_schema, table_name),
                           true, true, '')::text)
  FROM information_schema.tables
 WHERE table_schema = 'clinidesk' AND table_type = 'BASE TABLE' AND table_name NOT IN ('migration', 'installation', 'seal_master') -- whose rows are random
UNION ALL
SELECT 'migrations ' || (xpath('/row/c/text()', query_to_xml(
         'SELECT string_agg(concat_ws('' '', number, name, checksum), '','' ORDER BY number) AS c FROM clinidesk.migration',
         true, true, '')))[1]::text
 WHERE to_regclass('clinidesk.migration') IS NOT NULL
)"_s;
}

QString catalogueDigestSql()
{
    return u"SELECT md5(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\")) || ' of ' || count(*)"
           " FROM ("_s
        % catalogueRowsSql() % u") AS catalogue (line)"_s;
}

} // namespace clinidesk
