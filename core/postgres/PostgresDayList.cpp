#include "core/postgres/PostgresDayList.h"

#include "core/postgres/AppointmentRows.h"
#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// The clinic's today by the server's clock, when no date was named.
Result<QDate> dateOf(DatabaseConnection &connection, ClinicId clinic, QDate date)
{
    if (date.isValid())
        return date;
    auto today = rowFrom(connection.ask(u"SELECT today FROM clinidesk.clinic_list()"
                                        " WHERE clinic_id = :clinic::int"_s,
                                        {{u"clinic"_s, clinic.value()}}),
                         [](const AnswerRows &row) { return row.value(0).toDate(); });
    // A clinic that isn't in one's list is one that one may not see.
    if (!today && today.error().code == Error::Code::NotFound)
        return Error{Error::Code::Denied, today.error().detail, {}};
    return today;
}

} // namespace

PostgresDayList::PostgresDayList(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<Day> PostgresDayList::day(ClinicId clinic, QDate date, Reading)
{
    return m_pool.run(
        DatabasePool::Kind::Read,
        [clinic, date, &clock = m_pool.clock()](DatabaseConnection &connection) -> Result<Day> {
            const auto shown = dateOf(connection, clinic, date);
            if (!shown)
                return shown.error();
            auto rows = listFrom(
                connection.ask(u"SELECT "_s % appointmentColumns()
                                   % u" FROM clinidesk.day_list(:clinic::int, :on_day::date)"_s,
                               {{u"clinic"_s, clinic.value()}, {u"on_day"_s, dateOrNull(*shown)}}),
                [](const AnswerRows &row) { return appointmentAt(row, 0); });
            if (!rows)
                return rows.error();
            return Day{.date = *shown,
                       .appointments = *std::move(rows),
                       .freshness = {.asOf = clock.now()}};
        });
}

} // namespace clinidesk
