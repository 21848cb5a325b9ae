#include "core/postgres/PostgresAppointmentBook.h"

#include "core/postgres/AppointmentRows.h"
#include "core/postgres/ChangeRows.h"
#include "core/postgres/Rows.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QJsonObject objectAt(const AnswerRows &row, int column)
{
    return QJsonDocument::fromJson(row.bytes(column).toByteArray()).object();
}

AppointmentEvent eventAt(const AnswerRows &row)
{
    return AppointmentEvent{
        .id = idAt<EventId>(row, 0),
        .at = instantAt(row, 1),
        .staffName = textAt(row, 2),
        .action = textAt(row, 3),
        .was = objectAt(row, 4),
        .became = objectAt(row, 5),
        .why = textAt(row, 6),
    };
}

QList<Bound> bound(RequestId request, Seen seen)
{
    return {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
            {u"appointment"_s, seen.appointment.value()},
            {u"expected_version"_s, seen.version}};
}

QString seenCall(const QString &function, const QString &rest = {})
{
    return function % u"(:request::uuid, :appointment::bigint, :expected_version::int"_s % rest
        % u')';
}

/// The call that makes @p action happen.
QString callFor(Action action)
{
    switch (action) {
    case Action::CheckIn:
        return seenCall(u"check_in"_s);
    case Action::Start:
        return seenCall(u"start"_s);
    case Action::Complete:
        return seenCall(u"complete"_s);
    case Action::MarkNoShow:
        return seenCall(u"mark_no_show"_s);
    case Action::Cancel:
        return seenCall(u"cancel"_s, u", :why::text"_s);
    case Action::Accept:
        return seenCall(u"review"_s, u", true, :why::text"_s);
    case Action::Reject:
        return seenCall(u"review"_s, u", false, :why::text"_s);
    }
    Q_UNREACHABLE();
}

bool takesReason(Action action)
{
    return action == Action::Cancel || action == Action::Accept || action == Action::Reject;
}

} // namespace

PostgresAppointmentBook::PostgresAppointmentBook(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<Change> PostgresAppointmentBook::book(RequestId request, const Booking &booking)
{
    return change(u"book(:request::uuid, :clinic::int, :department::int, :doctor::int,"
                  " :patient::bigint, :starts_at::timestamptz, :minutes::int, :reason::text,"
                  " :double_book::boolean)"_s,
                  {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
                   {u"clinic"_s, idOrNull(booking.clinic)},
                   {u"department"_s, idOrNull(booking.department)},
                   {u"doctor"_s, idOrNull(booking.doctor)},
                   {u"patient"_s, idOrNull(booking.patient)},
                   {u"starts_at"_s, instantOrNull(booking.startsAt)},
                   {u"minutes"_s, minutesOrNull(booking.length)},
                   {u"reason"_s, booking.reason},
                   {u"double_book"_s, booking.lane == Booking::Lane::Double}});
}

Async<Change> PostgresAppointmentBook::move(RequestId request, Seen seen, const Move &to)
{
    return change(seenCall(u"move"_s, u", :doctor::int, :starts_at::timestamptz, :minutes::int"_s),
                  bound(request, seen)
                      + QList<Bound>{{u"doctor"_s, idOrNull(to.doctor)},
                                     {u"starts_at"_s, instantOrNull(to.startsAt)},
                                     {u"minutes"_s, minutesOrNull(to.length)}});
}

Async<Change> PostgresAppointmentBook::resize(RequestId request, Seen seen,
                                              std::chrono::minutes length)
{
    return change(seenCall(u"resize"_s, u", :minutes::int"_s),
                  bound(request, seen) + QList<Bound>{{u"minutes"_s, minutesOrNull(length)}});
}

Async<Change> PostgresAppointmentBook::act(RequestId request, Seen seen, Action action,
                                           const QString &why)
{
    QList<Bound> values = bound(request, seen);
    if (takesReason(action))
        values.append({u"why"_s, why});
    return change(callFor(action), values);
}

Async<Change> PostgresAppointmentBook::undo(RequestId request, EventId event)
{
    return change(u"undo(:request::uuid, :event::bigint)"_s,
                  {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
                   {u"event"_s, event.value()}});
}

Async<Change> PostgresAppointmentBook::change(const QString &call, const QList<Bound> &values)
{
    return m_pool.run(DatabasePool::Kind::Change,
                      [sql = changeQuery(call), values](DatabaseConnection &connection) {
                          return rowFrom(connection.ask(sql, values), changeAt);
                      });
}

Async<Appointment> PostgresAppointmentBook::appointment(AppointmentId id)
{
    return m_pool.run(DatabasePool::Kind::Read, [id](DatabaseConnection &connection) {
        return rowFrom(
            connection.ask(u"SELECT "_s % appointmentColumns()
                               % u" FROM clinidesk.appointment_card(:appointment::bigint)"_s,
                           {{u"appointment"_s, id.value()}}),
            [](const AnswerRows &row) { return appointmentAt(row, 0); });
    });
}

Async<QList<AppointmentEvent>> PostgresAppointmentBook::eventsOf(AppointmentId id)
{
    return m_pool.run(DatabasePool::Kind::Read, [id](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT event_id, at, staff_name, action, was, became, why"
                                       " FROM clinidesk.appointment_events(:appointment::bigint)"_s,
                                       {{u"appointment"_s, id.value()}}),
                        eventAt);
    });
}

Async<QString> PostgresAppointmentBook::takenBy(AppointmentId id)
{
    return m_pool.run(DatabasePool::Kind::Read, [id](DatabaseConnection &connection) {
        return rowFrom(
            connection.ask(u"SELECT booked_by FROM clinidesk.taken_by(:appointment::bigint)"_s,
                           {{u"appointment"_s, id.value()}}),
            [](const AnswerRows &row) { return textAt(row, 0); });
    });
}

} // namespace clinidesk
