#include "core/postgres/PostgresDayLoads.h"

#include "core/base/Clock.h"
#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

PostgresDayLoads::PostgresDayLoads(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<DayLoadList> PostgresDayLoads::loads(const LoadQuery &query, Reading)
{
    return m_pool.run(
        DatabasePool::Kind::Read,
        [query, &clock = m_pool.clock()](DatabaseConnection &connection) -> Result<DayLoadList> {
            auto days = listFrom(
                connection.ask(u"SELECT day, offered, open, taken, appointments"
                               " FROM clinidesk.day_loads(:clinic::int, :department::int,"
                               " :doctor::int, :first_day::date, :last_day::date)"_s,
                               {{u"clinic"_s, query.clinic.value()},
                                {u"department"_s, idOrNull(query.department)},
                                {u"doctor"_s, idOrNull(query.doctor)},
                                {u"first_day"_s, dateOrNull(query.first)},
                                {u"last_day"_s, dateOrNull(query.last)}}),
                [](const auto &row) {
                    return DayLoad{.day = row.value(0).toDate(),
                                   .offered = std::chrono::minutes(row.value(1).toInt()),
                                   .open = std::chrono::minutes(row.value(2).toInt()),
                                   .taken = std::chrono::minutes(row.value(3).toInt()),
                                   .appointments = row.value(4).toInt()};
                });
            if (!days)
                return days.error();
            return DayLoadList{.days = *std::move(days), .freshness = {.asOf = clock.now()}};
        });
}

} // namespace clinidesk
