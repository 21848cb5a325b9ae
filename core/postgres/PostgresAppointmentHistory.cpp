#include "core/postgres/PostgresAppointmentHistory.h"

#include "core/postgres/AppointmentRows.h"
#include "core/postgres/Rows.h"
#include "core/postgres/SqlError.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int firstAppointmentColumn = 3;

QList<Bound> bound(const HistoryQuery &query)
{
    QList<qint64> statuses;
    for (const Status status : query.statuses)
        statuses.append(static_cast<int>(status));
    return {{u"clinics"_s, idsOrNull(query.clinics)},
            {u"departments"_s, idsOrNull(query.departments)},
            {u"doctors"_s, idsOrNull(query.doctors)},
            {u"statuses"_s, arrayOrNull(statuses)},
            {u"first_day"_s, dateOrNull(query.firstDay)},
            {u"last_day"_s, dateOrNull(query.lastDay)},
            {u"patient"_s, idOrNull(query.patient)},
            {u"search_text"_s, query.text.isEmpty() ? QVariant() : QVariant(query.text)},
            {u"descending"_s, query.order == HistoryQuery::Order::NewestFirst},
            {u"page_size"_s, query.pageSize},
            {u"page_number"_s, query.pageNumber}};
}

const QString &statement()
{
    static const QString sql = u"SELECT total, exact, page_number, "_s % appointmentColumns()
        % u" FROM clinidesk.history_page(:clinics::int[], :departments::int[], :doctors::int[],"
          " :statuses::smallint[], :first_day::date, :last_day::date, :patient::bigint,"
          " :search_text::text, :descending::boolean, :page_size::int, :page_number::int)"_s;
    return sql;
}

Result<HistoryPage> pageFrom(const Answered &answer, int size, const Clock &clock)
{
    if (!answer)
        return answer.error();
    AnswerRows &row = **answer;
    HistoryPage page;
    page.page.size = size;
    page.freshness.asOf = clock.now();
    while (row.next()) {
        page.page.total = row.value(0).toLongLong();
        page.page.isExact = row.value(1).toBool();
        page.page.number = row.value(2).toInt();
        // A page with nothing on it is one row without an appointment.
        if (!row.isNull(firstAppointmentColumn))
            page.page.rows.append(appointmentAt(row, firstAppointmentColumn));
    }
    return page;
}

} // namespace

PostgresAppointmentHistory::PostgresAppointmentHistory(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<HistoryPage> PostgresAppointmentHistory::page(const HistoryQuery &query, Reading)
{
    if (const auto fault = faultOf(query))
        return ready<HistoryPage>(invalidValue(fault->field, fault->problem));
    return m_pool.run(
        DatabasePool::Kind::Read, [query, &clock = m_pool.clock()](DatabaseConnection &connection) {
            return pageFrom(connection.ask(statement(), bound(query)), query.pageSize, clock);
        });
}

} // namespace clinidesk
