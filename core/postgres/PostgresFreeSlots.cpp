#include "core/postgres/PostgresFreeSlots.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const auto slotAt = [](const auto &row) {
    return Slot{.doctor = idAt<DoctorId>(row, 0),
                .doctorName = textAt(row, 1),
                .department = idAt<DepartmentId>(row, 2),
                .startsAt = instantAt(row, 3),
                .endsAt = instantAt(row, 4)};
};

/// Arrays of times; null for none. SQL has an end of the day, QTime has not.
QVariant wallTimes(const QList<WallHours> &hours, QTime WallHours::*end)
{
    if (hours.isEmpty())
        return {};
    QStringList times;
    for (const WallHours &each : hours) {
        const QTime time = each.*end;
        times << (end == &WallHours::until && time == QTime(0, 0) ? u"24:00"_s
                                                                  : time.toString(u"HH:mm"_s));
    }
    return arrayOf(times);
}

QVariant weekdaysOrNull(const QList<Qt::DayOfWeek> &weekdays)
{
    return arrayOrNull(QList<qint64>(weekdays.cbegin(), weekdays.cend()));
}

QList<Bound> bound(const SlotQuery &query)
{
    return {{u"clinic"_s, idOrNull(query.clinic)},
            {u"department"_s, idOrNull(query.department)},
            {u"doctors"_s, idsOrNull(query.doctors)},
            {u"first_day"_s, dateOrNull(query.firstDay)},
            {u"last_day"_s, dateOrNull(query.lastDay)},
            {u"weekdays"_s, weekdaysOrNull(query.weekdays)},
            {u"starts"_s, wallTimes(query.hours, &WallHours::from)},
            {u"ends"_s, wallTimes(query.hours, &WallHours::until)},
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
                " FROM clinidesk.find_slots(:clinic::int, :department::int, :doctors::int[],"
                " :first_day::date, :last_day::date, :weekdays::int[],"
                " :starts::time[], :ends::time[], :minutes::int, :most::int)"_s,
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
                [](const auto &row) { return instantAt(row, 0); });
        });
}

} // namespace clinidesk
