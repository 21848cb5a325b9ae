#include "tests/postgres/SeriesCalls.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QString listOf(const QStringList &values)
{
    QStringList quoted;
    for (const QString &value : values)
        quoted << u'"' % value % u'"';
    return u'{' % quoted.join(u',') % u'}';
}

QStringList columnOf(const SqlSession::Answer &answer, int column)
{
    QStringList values;
    for (const QStringList &row : answer.rows)
        values << row.value(column);
    return values;
}

QStringList weekly(int count, const QString &time, int firstDay)
{
    QStringList starts;
    for (int i = 0; i < count; ++i)
        starts << berlin(firstDay + 7 * i, time);
    return starts;
}

SqlSession::Answer bookSeries(SqlSession &session, const SeriesWish &wish)
{
    return session.call(u"SELECT * FROM book_series($1, $2, $3, $4, $5, $6, $7, 'cough', 'week', 1,"
                        " NULL, $8, NULL, $9)"_s,
                        {wish.request, wish.clinic, wish.department, wish.doctor, wish.patient,
                         listOf(wish.starts), wish.minutes, wish.times, wish.repeats});
}

SqlSession::Answer changeSeries(SqlSession &session, const SqlSession::Answer &seen, int anchor,
                                const SeriesChange &how, int from)
{
    return session.call(u"SELECT * FROM %1($1, $2, $3, $4, $5, $6)"_s.arg(how.function),
                        {newRequest(), seen.rows.value(anchor).value(0), how.scope,
                         listOf(columnOf(seen, 0).mid(from)), listOf(columnOf(seen, 1).mid(from)),
                         how.function == u"move_series" ? listOf(how.more) : how.more.value(0)});
}

SqlSession::Answer undoSeries(SqlSession &session, const SqlSession::Answer &made)
{
    return session.call(u"SELECT * FROM undo_series($1, $2)"_s,
                        {newRequest(), listOf(columnOf(made, 3))});
}

} // namespace clinidesk
