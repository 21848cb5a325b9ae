#include "core/postgres/PostgresSeriesBook.h"

#include "core/postgres/ChangeRows.h"
#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString arrayOfInstants(const QList<QDateTime> &instants)
{
    QStringList texts;
    for (const QDateTime &instant : instants)
        texts.append(instantOrNull(instant).toString());
    return arrayOf(texts);
}

QList<Bound> bound(const SeriesPlace &place, const QList<QDateTime> &starts)
{
    return {{u"clinic"_s, idOrNull(place.clinic)},  {u"department"_s, idOrNull(place.department)},
            {u"doctor"_s, idOrNull(place.doctor)},  {u"patient"_s, idOrNull(place.patient)},
            {u"starts"_s, arrayOfInstants(starts)}, {u"minutes"_s, minutesOrNull(place.length)}};
}

constexpr QStringView placeMarks = u":clinic::int, :department::int, :doctor::int,"
                                   " :patient::bigint, :starts::timestamptz[], :minutes::int";

QString wordOf(SeriesRule::Unit unit)
{
    switch (unit) {
    case SeriesRule::Unit::Day:
        return u"day"_s;
    case SeriesRule::Unit::Week:
        return u"week"_s;
    case SeriesRule::Unit::Month:
        return u"month"_s;
    }
    Q_UNREACHABLE();
}

QString wordOf(SeriesPart::Scope scope)
{
    switch (scope) {
    case SeriesPart::Scope::This:
        return u"this"_s;
    case SeriesPart::Scope::Following:
        return u"following"_s;
    case SeriesPart::Scope::All:
        return u"all"_s;
    }
    Q_UNREACHABLE();
}

QList<Bound> bound(RequestId request, const SeriesPart &part)
{
    QList<AppointmentId> appointments;
    QList<qint64> versions;
    for (const Seen &seen : part.seen) {
        appointments.append(seen.appointment);
        versions.append(seen.version);
    }
    return {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
            {u"appointment"_s, idOrNull(part.appointment)},
            {u"scope"_s, wordOf(part.scope)},
            {u"seen"_s, idsOrNull(appointments)},
            {u"versions"_s, arrayOrNull(versions)}};
}

constexpr QStringView partMarks = u":request::uuid, :appointment::bigint, :scope::text,"
                                  " :seen::bigint[], :versions::int[]";

StartState stateAt(const AnswerRows &row)
{
    return {startStateOf(textAt(row, 0)), idAt<AppointmentId>(row, 1)};
}

SeriesMember memberAt(const AnswerRows &row)
{
    return {.appointment = idAt<AppointmentId>(row, 0),
            .version = row.value(1).toInt(),
            .status = static_cast<Status>(row.value(2).toInt()),
            .startsAt = instantAt(row, 3),
            .endsAt = instantAt(row, 4)};
}

} // namespace

PostgresSeriesBook::PostgresSeriesBook(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<StartState>> PostgresSeriesBook::conflicts(const SeriesPlace &place,
                                                       const QList<QDateTime> &starts)
{
    return m_pool.run(
        DatabasePool::Kind::Read, [values = bound(place, starts)](DatabaseConnection &connection) {
            return listFrom(
                connection.ask(u"SELECT state, appointment FROM clinidesk.series_conflicts("_s
                                   % placeMarks % u") ORDER BY n"_s,
                               values),
                stateAt);
        });
}

Async<QList<SeriesMember>> PostgresSeriesBook::membersOf(AppointmentId appointment)
{
    return m_pool.run(DatabasePool::Kind::Read, [appointment](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT appointment_id, version, status, starts_at, ends_at"
                                       " FROM clinidesk.series_members(:appointment::bigint)"_s,
                                       {{u"appointment"_s, idOrNull(appointment)}}),
                        memberAt);
    });
}

Async<SeriesChanges> PostgresSeriesBook::book(RequestId request, const SeriesBooking &booking)
{
    const SeriesRule &rule = booking.rule;
    QList<qint64> weekdays;
    for (const Qt::DayOfWeek day : rule.weekdays)
        weekdays.append(day);
    return change(u"book_series(:request::uuid, "_s % placeMarks
                      % u", :reason::text, :unit::text, :step::int, :weekdays::int[], :times::int,"
                        " :until::date, :repeats::bigint)"_s,
                  QList<Bound>{{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)}}
                      + bound(booking.place, booking.starts)
                      + QList<Bound>{{u"reason"_s, booking.reason},
                                     {u"unit"_s, wordOf(rule.unit)},
                                     {u"step"_s, rule.step},
                                     {u"weekdays"_s, arrayOrNull(weekdays)},
                                     {u"times"_s, rule.times > 0 ? rule.times : QVariant()},
                                     {u"until"_s, dateOrNull(rule.until)},
                                     {u"repeats"_s, idOrNull(booking.repeats)}});
}

Async<SeriesChanges> PostgresSeriesBook::cancel(RequestId request, const SeriesPart &part,
                                                const QString &why)
{
    return change(u"cancel_series("_s % partMarks % u", :why::text)"_s,
                  bound(request, part) + QList<Bound>{{u"why"_s, why}});
}

Async<SeriesChanges> PostgresSeriesBook::move(RequestId request, const SeriesPart &part,
                                              const QList<QDateTime> &starts)
{
    return change(u"move_series("_s % partMarks % u", :starts::timestamptz[])"_s,
                  bound(request, part) + QList<Bound>{{u"starts"_s, arrayOfInstants(starts)}});
}

Async<SeriesChanges> PostgresSeriesBook::undo(RequestId request, const QList<EventId> &events)
{
    return change(u"undo_series(:request::uuid, :events::bigint[])"_s,
                  {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
                   {u"events"_s, idsOrNull(events)}});
}

Async<SeriesChanges> PostgresSeriesBook::change(const QString &call, const QList<Bound> &values)
{
    return m_pool.run(DatabasePool::Kind::Change,
                      [sql = changeQuery(call), values](DatabaseConnection &connection) {
                          return listFrom(connection.ask(sql, values), changeAt);
                      });
}

} // namespace clinidesk
