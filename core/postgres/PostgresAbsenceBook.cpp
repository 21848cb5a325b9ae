#include "core/postgres/PostgresAbsenceBook.h"

#include "core/booking/AbsenceProposals.h"
#include "core/postgres/AppointmentRows.h"
#include "core/postgres/Rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QList<Bound> bound(const AbsenceSpan &span)
{
    return {{u"clinic"_s, idOrNull(span.clinic)},
            {u"doctor"_s, idOrNull(span.doctor)},
            {u"department"_s, idOrNull(span.department)},
            {u"starts_at"_s, instantOrNull(span.startsAt)},
            {u"ends_at"_s, instantOrNull(span.endsAt)}};
}

constexpr QStringView spanMarks = u":clinic::int, :doctor::int, :department::int,"
                                  " :starts_at::timestamptz, :ends_at::timestamptz";

Displaced displacedAt(const AnswerRows &row)
{
    const QList<qint64> turns = numbersAt(row, 0);
    Displaced displaced{.appointment = appointmentAt(row, 1), .busy = {}};
    for (qsizetype i = 0; i + 1 < turns.size(); i += 2) {
        displaced.busy.append({QDateTime::fromMSecsSinceEpoch(turns.at(i), Qt::UTC),
                               QDateTime::fromMSecsSinceEpoch(turns.at(i + 1), Qt::UTC)});
    }
    return displaced;
}

OfferedSlot offeredAt(const AnswerRows &row)
{
    return {.slot = {.doctor = idAt<DoctorId>(row, 1),
                     .doctorName = textAt(row, 2),
                     .department = idAt<DepartmentId>(row, 3),
                     .startsAt = instantAt(row, 4),
                     .endsAt = instantAt(row, 5)},
            .isOwn = row.value(0).toBool()};
}

Absence absenceAt(const AnswerRows &row)
{
    const DoctorId doctor = idAt<DoctorId>(row, 2);
    return {.id = idAt<AbsenceId>(row, 0),
            .span = {.clinic = idAt<ClinicId>(row, 1),
                     .doctor = doctor,
                     .department = idAt<DepartmentId>(row, 4),
                     .startsAt = instantAt(row, 6),
                     .endsAt = instantAt(row, 7)},
            .name = textAt(row, doctor.isNull() ? 5 : 3),
            .reason = textAt(row, 8),
            .affected = row.value(9).toInt()};
}

/// None for those who may not move an appointment: they aren't granted the question.
Result<QList<OfferedSlot>> offersFor(DatabaseConnection &connection, const AbsenceSpan &span,
                                     const QList<Displaced> &displaced)
{
    QList<AppointmentId> ids;
    for (const Displaced &one : displaced)
        ids.append(one.appointment.id);
    if (ids.isEmpty())
        return QList<OfferedSlot>();
    auto offers = listFrom(
        connection.ask(u"SELECT own, doctor_id, doctor_name, department_id, slot_start, slot_end"
                       " FROM clinidesk.absence_slots("_s
                           % spanMarks % u", :appointments::bigint[])"_s,
                       bound(span) + QList<Bound>{{u"appointments"_s, idsOrNull(ids)}}),
        offeredAt);
    if (!offers && offers.error().code == Error::Code::Denied)
        return QList<OfferedSlot>();
    return offers;
}

} // namespace

PostgresAbsenceBook::PostgresAbsenceBook(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<AffectedList> PostgresAbsenceBook::affected(const AbsenceSpan &span)
{
    return m_pool.run(
        DatabasePool::Kind::Read, [span](DatabaseConnection &connection) -> Result<AffectedList> {
            auto displaced
                = listFrom(connection.ask(u"SELECT busy, "_s % appointmentColumns()
                                              % u" FROM clinidesk.absence_affected("_s % spanMarks
                                              % u", :most::int)"_s,
                                          bound(span) + QList<Bound>{{u"most"_s, most + 1}}),
                           displacedAt);
            if (!displaced)
                return displaced.error();
            const bool hasMore = displaced->size() > most;
            displaced->resize(std::min<qsizetype>(displaced->size(), most));
            const auto offers = offersFor(connection, span, *displaced);
            if (!offers)
                return offers.error();
            return AffectedList{.patients = proposalsFor(*displaced, *offers), .hasMore = hasMore};
        });
}

Async<QList<Absence>> PostgresAbsenceBook::standing(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT absence_id, clinic_id, doctor_id, doctor,"
                                       " department_id, department, starts_at, ends_at, reason,"
                                       " affected FROM clinidesk.absence_list(:clinic::int)"_s,
                                       {{u"clinic"_s, idOrNull(clinic)}}),
                        absenceAt);
    });
}

Async<EnteredAbsence> PostgresAbsenceBook::enter(RequestId request, const AbsenceSpan &span,
                                                 const QString &reason)
{
    QList<Bound> values = bound(span);
    values.append({u"request"_s, request.uuid().toString(QUuid::WithoutBraces)});
    values.append({u"reason"_s, reason});
    return m_pool.run(DatabasePool::Kind::Change, [values](DatabaseConnection &connection) {
        return rowFrom(connection.ask(u"SELECT absence_id, to_json(tags)"
                                      " FROM clinidesk.add_absence(:request::uuid, "_s
                                          % spanMarks % u", :reason::text)"_s,
                                      values),
                       [](const AnswerRows &row) {
                           return EnteredAbsence{idAt<AbsenceId>(row, 0), textsAt(row, 1)};
                       });
    });
}

Async<QStringList> PostgresAbsenceBook::remove(RequestId request, AbsenceId absence)
{
    return m_pool.run(
        DatabasePool::Kind::Change, [request, absence](DatabaseConnection &connection) {
            return rowFrom(
                connection.ask(u"SELECT to_json(tags) FROM"
                               " clinidesk.remove_absence(:request::uuid, :absence::bigint)"_s,
                               {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
                                {u"absence"_s, idOrNull(absence)}}),
                [](const AnswerRows &row) { return textsAt(row, 0); });
        });
}

} // namespace clinidesk
