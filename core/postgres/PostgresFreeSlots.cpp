#include "core/postgres/PostgresFreeSlots.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Slot slotAt(const QSqlQuery &row)
{
    return Slot{
        .doctor = idAt<DoctorId>(row, 0),
        .doctorName = textAt(row, 1),
        .department = idAt<DepartmentId>(row, 2),
        .startsAt = instantAt(row, 3),
        .endsAt = instantAt(row, 4),
    };
}

QList<Bound> bound(const SlotQuery &query)
{
    return {{u"clinic"_s, idOrNull(query.clinic)},
            {u"department"_s, idOrNull(query.department)},
            {u"doctor"_s, idOrNull(query.doctor)},
            {u"first_day"_s, dateOrNull(query.firstDay)},
            {u"last_day"_s, dateOrNull(query.lastDay)},
            {u"minutes"_s, minutesOrNull(query.length)},
            {u"most"_s, query.most}};
}

} // namespace

PostgresFreeSlots::PostgresFreeSlots(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<Slot>> PostgresFreeSlots::find(const SlotQuery &query, Reading)
{
    return m_pool.run(DatabasePool::Kind::Read, [query](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(
                u"SELECT doctor_id, doctor, department_id, starts_at, ends_at"
                " FROM clinidesk.free_slots(:clinic::int, :department::int, :doctor::int,"
                " :first_day::date, :last_day::date, :minutes::int, :most::int)"_s,
                bound(query)),
            slotAt);
    });
}

Async<QDateTime> PostgresFreeSlots::instantOf(ClinicId clinic, const QDateTime &local, int fold)
{
    // Only what the clock on the wall says: without the zone of this machine.
    const QString wall
        = local.date().toString(Qt::ISODate) % u' ' % local.time().toString(Qt::ISODateWithMs);
    return m_pool.run(
        DatabasePool::Kind::Read, [clinic, wall, fold](DatabaseConnection &connection) {
            return rowFrom(
                connection.ask(
                    u"SELECT clinidesk.local_instant(:clinic::int,"
                    " :local::timestamp, :fold::smallint)"_s,
                    {{u"clinic"_s, clinic.value()}, {u"local"_s, wall}, {u"fold"_s, fold}}),
                [](const QSqlQuery &row) { return instantAt(row, 0); });
        });
}

} // namespace clinidesk
