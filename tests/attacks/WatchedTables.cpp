#include "tests/attacks/WatchedTables.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

WatchedTables::WatchedTables(PrivateServer &server)
    : m_server(server)
    , m_tables{{u"pg_catalog.pg_roles"_s, false}, {u"pg_catalog.pg_proc"_s, false}}
{
    const auto tables = m_server.rows(
        u"SELECT 'clinidesk.' || t.table_name, EXISTS (SELECT FROM information_schema.columns c"
        " WHERE c.table_schema = 'clinidesk' AND c.table_name = t.table_name"
        " AND c.column_name = 'id') FROM information_schema.tables t"
        " WHERE t.table_schema = 'clinidesk' AND t.table_type = 'BASE TABLE'"_s);
    for (const QStringList &row : tables)
        m_tables.insert(row.first(), row.last() == u"t"_s);
    m_before = standing();
}

QMap<QString, WatchedTables::Standing> WatchedTables::standing(
    const QMap<QString, Standing> &before) const
{
    QStringList parts;
    for (const auto &[table, hasId] : m_tables.asKeyValueRange()) {
        const QString latest = before.value(table).latest;
        const QString old
            = latest.isEmpty() ? QString() : u" FILTER (WHERE id <= "_s % latest % u')';
        parts << u"SELECT '%1', %2, md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text)%3, '')),"
                 " count(*) FROM %1 t"_s.arg(
                     table, hasId ? u"coalesce(max(id), 0)::text"_s : u"''"_s, old);
    }
    QMap<QString, Standing> now;
    for (const QStringList &row : m_server.rows(parts.join(u" UNION ALL "_s)))
        now.insert(row[0], {.latest = row[1], .digest = row[2], .rows = row[3].toInt()});
    return now;
}

WatchedTables::Changes WatchedTables::changes() const
{
    Changes changes;
    const auto standingNow = standing(m_before);
    for (const auto &[place, now] : standingNow.asKeyValueRange()) {
        const Standing before = m_before.value(place);
        const QString table = place.section(u'.', 1);
        // Without an id there is no telling new rows from old ones: more of them is growth.
        if (now.digest != before.digest && (!before.latest.isEmpty() || now.rows <= before.rows))
            changes.altered.insert(table);
        if (now.rows != before.rows)
            changes.grown.insert(table, now.rows - before.rows);
    }
    return changes;
}

} // namespace clinidesk
