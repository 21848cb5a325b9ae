#include "core/postgres/PostgresWorkerTasks.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

PostgresWorkerTasks::PostgresWorkerTasks(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<qint64> PostgresWorkerTasks::foldTallies()
{
    return count(u"SELECT clinidesk.fold_tallies()"_s);
}

Async<qint64> PostgresWorkerTasks::chainAudit()
{
    return count(u"SELECT clinidesk.chain_audit()"_s);
}

Async<Done> PostgresWorkerTasks::refreshFigures()
{
    return tell(JobKind::Report, u"SELECT clinidesk.refresh_figures()"_s);
}

Async<qint64> PostgresWorkerTasks::purgeRequests()
{
    return count(u"SELECT clinidesk.purge_requests()"_s);
}

Async<QList<TaggedNews>> PostgresWorkerTasks::takeNews(int most)
{
    return m_pool.run(JobKind::Read, [most](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT id, to_json(tags), change"
                                       " FROM clinidesk.take_news(:most::int)"_s,
                                       {{u"most"_s, most}}),
                        [](const AnswerRows &row) {
                            return TaggedNews{.id = row.value(0).toLongLong(),
                                              .tags = textsAt(row, 1),
                                              .change = textAt(row, 2).toLatin1()};
                        });
    });
}

Async<qint64> PostgresWorkerTasks::newsRelayed(const QList<qint64> &ids)
{
    // Asked twice, it marks nothing twice.
    return m_pool.run(JobKind::Read, [ids](DatabaseConnection &connection) {
        return rowFrom(connection.ask(u"SELECT clinidesk.news_relayed(:ids::bigint[])"_s,
                                      {{u"ids"_s, arrayOrNull(ids)}}),
                       [](const AnswerRows &row) -> qint64 { return row.value(0).toLongLong(); });
    });
}

Async<Done> PostgresWorkerTasks::wakeDesks()
{
    return tell(JobKind::Read, u"SELECT pg_notify('clinidesk', '')"_s);
}

Async<qint64> PostgresWorkerTasks::count(const QString &sql)
{
    // Each of them may run twice without harm, and may have much to catch up with.
    return m_pool.run(JobKind::Report, [sql](DatabaseConnection &connection) {
        return rowFrom(connection.ask(sql),
                       [](const AnswerRows &row) -> qint64 { return row.value(0).toLongLong(); });
    });
}

Async<Done> PostgresWorkerTasks::tell(JobKind kind, const QString &sql)
{
    return m_pool.run(
        kind, [sql](DatabaseConnection &connection) { return doneFrom(connection.ask(sql)); });
}

} // namespace clinidesk
