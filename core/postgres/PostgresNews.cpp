#include "core/postgres/PostgresNews.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

PostgresNews::PostgresNews(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QStringList> PostgresNews::tagsSince(const QDateTime &moment)
{
    return m_pool.run(DatabasePool::Kind::Read, [moment](DatabaseConnection &connection) {
        return rowFrom(
            connection.ask(u"SELECT to_json(clinidesk.tags_since(:moment::timestamptz))"_s,
                           {{u"moment"_s, instantOrNull(moment)}}),
            [](const AnswerRows &row) { return textsAt(row, 0); });
    });
}

} // namespace clinidesk
