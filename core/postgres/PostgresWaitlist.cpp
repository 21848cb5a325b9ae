#include "core/postgres/PostgresWaitlist.h"

#include "core/postgres/ChangeRows.h"
#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Bound bound(RequestId request)
{
    return {u"request"_s, request.uuid().toString(QUuid::WithoutBraces)};
}

QList<Bound> bound(RequestId request, SeenWaiting seen)
{
    return {bound(request), {u"entry"_s, idOrNull(seen.id)}, {u"version"_s, seen.version}};
}

QVariant timeOrNull(QTime time)
{
    return time.isValid() ? QVariant(time.toString(u"HH:mm"_s)) : QVariant();
}

/// What can be changed of a wish.
QList<Bound> bound(const WaitingWish &wish)
{
    QList<qint64> weekdays;
    for (const Qt::DayOfWeek day : wish.weekdays)
        weekdays.append(day);
    return {{u"department"_s, idOrNull(wish.department)},
            {u"doctor"_s, idOrNull(wish.doctor)},
            {u"urgency"_s, int(wish.urgency)},
            {u"weekdays"_s, arrayOrNull(weekdays)},
            {u"from_time"_s, timeOrNull(wish.from)},
            {u"until_time"_s, timeOrNull(wish.until)},
            {u"first_day"_s, dateOrNull(wish.firstDay)},
            {u"last_day"_s, dateOrNull(wish.lastDay)},
            {u"minutes"_s, minutesOrNull(wish.length)},
            {u"remark"_s, wish.remark}};
}

constexpr QStringView whereMarks = u":department::int, :doctor::int, ";
constexpr QStringView wishMarks
    = u":urgency::int, :weekdays::int[], :from_time::time, :until_time::time,"
      " :first_day::date, :last_day::date, :minutes::int, :remark::text";

QList<Bound> bound(const FreeTime &time)
{
    return {{u"doctor"_s, idOrNull(time.doctor)}, {u"starts_at"_s, instantOrNull(time.startsAt)}};
}

/// Of a waiting_row, each after @p row.
QString waitingColumns(const QString &row)
{
    static const QStringList columns
        = u"entry_id version clinic_id zone department_id department doctor_id doctor patient_id "
          u"mrn"
          " family given birth_date phone email urgency weekdays from_time until_time first_day"
          " last_day minutes remark created_at waiting_days has_appointment offer_id"
          " offer_doctor_id offer_doctor offer_start offer_end offer_expires seconds_left"
          " offered_by"_s.split(u' ');
    return row % columns.join(u", "_s % row);
}

const auto timeAt = [](const auto &row, int column) {
    return QTime::fromString(textAt(row, column).left(5), u"HH:mm"_s);
};

const auto offerAt = [](const auto &row, int column) -> std::optional<Offer> {
    if (row.isNull(column))
        return {};
    return Offer{.id = idAt<OfferId>(row, column),
                 .doctor = idAt<DoctorId>(row, column + 1),
                 .doctorName = textAt(row, column + 2),
                 .startsAt = instantAt(row, column + 3),
                 .endsAt = instantAt(row, column + 4),
                 .expiresAt = instantAt(row, column + 5),
                 .left = std::chrono::seconds(row.value(column + 6).toInt()),
                 .offeredBy = textAt(row, column + 7)};
};

const auto wishAt = [](const auto &row) {
    WaitingWish wish;
    wish.clinic = idAt<ClinicId>(row, 2);
    wish.department = idAt<DepartmentId>(row, 4);
    wish.doctor = idAt<DoctorId>(row, 6);
    wish.patient = idAt<PatientId>(row, 8);
    wish.urgency = static_cast<WaitingWish::Urgency>(row.value(15).toInt());
    for (const qint64 day : numbersAt(row, 16))
        wish.weekdays.append(static_cast<Qt::DayOfWeek>(day));
    wish.from = timeAt(row, 17);
    wish.until = timeAt(row, 18);
    wish.firstDay = row.value(19).toDate();
    wish.lastDay = row.value(20).toDate();
    if (!row.isNull(21))
        wish.length = std::chrono::minutes(row.value(21).toInt());
    wish.remark = textAt(row, 22);
    return wish;
};

const auto waitingAt = [](const auto &row) {
    return Waiting{.id = idAt<WaitingId>(row, 0),
                   .version = row.value(1).toInt(),
                   .zone = row.value(3).toByteArray(),
                   .wish = wishAt(row),
                   .departmentName = textAt(row, 5),
                   .doctorName = textAt(row, 7),
                   .mrn = textAt(row, 9),
                   .family = textAt(row, 10),
                   .given = textAt(row, 11),
                   .birthDate = row.value(12).toDate(),
                   .phone = textAt(row, 13),
                   .email = textAt(row, 14),
                   .since = instantAt(row, 23),
                   .days = row.value(24).toInt(),
                   .hasAppointment = instantAt(row, 25),
                   .offer = offerAt(row, 26)};
};

constexpr int afterWaiting = 34;

Candidate::Asked askedOf(const QString &outcome)
{
    if (outcome.isEmpty())
        return Candidate::Asked::NotYet;
    return outcome == u"declined"_s ? Candidate::Asked::SaidNo : Candidate::Asked::DidNotAnswer;
}

const auto candidateAt = [](const auto &row) {
    return Candidate{.waiting = waitingAt(row),
                     .length = std::chrono::minutes(row.value(afterWaiting).toInt()),
                     .asked = askedOf(textAt(row, afterWaiting + 1)),
                     .askedAt = instantAt(row, afterWaiting + 2)};
};

const auto freedAt = [](const auto &row) {
    return FreedTime{.time = {.clinic = idAt<ClinicId>(row, 0),
                              .department = idAt<DepartmentId>(row, 2),
                              .doctor = idAt<DoctorId>(row, 3),
                              .startsAt = instantAt(row, 5)},
                     .zone = row.value(1).toByteArray(),
                     .name = textAt(row, 4),
                     .endsAt = instantAt(row, 6),
                     .waiting = row.value(7).toInt()};
};

} // namespace

PostgresWaitlist::PostgresWaitlist(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<Waiting>> PostgresWaitlist::entries(ClinicId clinic)
{
    return m_pool.run(DatabasePool::Kind::Read, [clinic](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(u"SELECT "_s % waitingColumns({})
                               % u" FROM clinidesk.waitlist_list(:clinic::int, :most::int)"_s,
                           {{u"clinic"_s, idOrNull(clinic)}, {u"most"_s, most}}),
            waitingAt);
    });
}

Async<QList<Candidate>> PostgresWaitlist::candidates(const FreeTime &time)
{
    return m_pool.run(DatabasePool::Kind::Read, [time](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(u"SELECT "_s % waitingColumns(u"(c.entry)."_s)
                               % u", c.length, c.asked, c.asked_at FROM"
                                 " clinidesk.waitlist_candidates(:clinic::int, :department::int,"
                                 " :doctor::int, :starts_at::timestamptz) c"_s,
                           bound(time)
                               + QList<Bound>{{u"clinic"_s, idOrNull(time.clinic)},
                                              {u"department"_s, idOrNull(time.department)}}),
            candidateAt);
    });
}

Async<std::optional<FreedTime>> PostgresWaitlist::freedBy(EventId event)
{
    return m_pool.run(
        DatabasePool::Kind::Read,
        [event](DatabaseConnection &connection) -> Result<std::optional<FreedTime>> {
            const auto freed
                = listFrom(connection.ask(u"SELECT clinic_id, zone, department_id, doctor_id, name,"
                                          " starts_at, ends_at, waiting"
                                          " FROM clinidesk.waitlist_freed(:event::bigint)"_s,
                                          {{u"event"_s, idOrNull(event)}}),
                           freedAt);
            if (!freed)
                return freed.error();
            return freed->isEmpty() ? std::nullopt : std::optional(freed->first());
        });
}

Async<SeenWaiting> PostgresWaitlist::changed(const QString &call, const QList<Bound> &values)
{
    return m_pool.run(DatabasePool::Kind::Change, [call, values](DatabaseConnection &connection) {
        return rowFrom(connection.ask(u"SELECT entry_id, version FROM clinidesk."_s % call, values),
                       [](const auto &row) {
                           return SeenWaiting{idAt<WaitingId>(row, 0), row.value(1).toInt()};
                       });
    });
}

Async<SeenWaiting> PostgresWaitlist::add(RequestId request, const WaitingWish &wish)
{
    return changed(u"waitlist_add(:request::uuid, :clinic::int, "_s % whereMarks
                       % u":patient::bigint, "_s % wishMarks % u')',
                   bound(wish)
                       + QList<Bound>{bound(request),
                                      {u"clinic"_s, idOrNull(wish.clinic)},
                                      {u"patient"_s, idOrNull(wish.patient)}});
}

Async<SeenWaiting> PostgresWaitlist::change(RequestId request, SeenWaiting seen,
                                            const WaitingWish &wish)
{
    return changed(u"waitlist_change(:request::uuid, :entry::bigint, :version::int, "_s % whereMarks
                       % wishMarks % u')',
                   bound(request, seen) + bound(wish));
}

Async<SeenWaiting> PostgresWaitlist::takeOff(RequestId request, SeenWaiting seen)
{
    return changed(u"waitlist_take_off(:request::uuid, :entry::bigint, :version::int)"_s,
                   bound(request, seen));
}

Async<SeenWaiting> PostgresWaitlist::putBack(RequestId request, SeenWaiting seen)
{
    return changed(u"waitlist_put_back(:request::uuid, :entry::bigint, :version::int)"_s,
                   bound(request, seen));
}

Async<MadeOffer> PostgresWaitlist::offer(RequestId request, SeenWaiting seen, const FreeTime &time)
{
    const QList<Bound> values = bound(request, seen) + bound(time);
    return m_pool.run(DatabasePool::Kind::Change, [values](DatabaseConnection &connection) {
        return rowFrom(
            connection.ask(u"SELECT offer_id, seconds_left FROM clinidesk.offer_slot("
                           ":request::uuid, :entry::bigint, :version::int,"
                           " :doctor::int, :starts_at::timestamptz)"_s,
                           values),
            [](const auto &row) {
                return MadeOffer{idAt<OfferId>(row, 0), std::chrono::seconds(row.value(1).toInt())};
            });
    });
}

Async<Change> PostgresWaitlist::accept(RequestId request, OfferId offer)
{
    const QList<Bound> values{bound(request), {u"offer"_s, idOrNull(offer)}};
    return m_pool.run(DatabasePool::Kind::Change, [values](DatabaseConnection &connection) {
        return rowFrom(
            connection.ask(changeQuery(u"offer_accept(:request::uuid, :offer::bigint)"_s), values),
            [](const auto &row) { return changeAt(row); });
    });
}

Async<Done> PostgresWaitlist::end(RequestId request, OfferId offer, Ending ending)
{
    const QList<Bound> values{
        bound(request),
        {u"offer"_s, idOrNull(offer)},
        {u"outcome"_s, ending == Ending::Declined ? u"declined"_s : u"withdrawn"_s}};
    return m_pool.run(DatabasePool::Kind::Change, [values](DatabaseConnection &connection) {
        return doneFrom(connection.ask(
            u"SELECT clinidesk.offer_end(:request::uuid, :offer::bigint, :outcome::text)"_s,
            values));
    });
}

} // namespace clinidesk
