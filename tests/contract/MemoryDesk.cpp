#include "tests/contract/MemoryDesk.h"

#include "tests/support/SmallClinic.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

template <typename Value> QString written(Value value)
{
    return QString::number(value);
}
template <typename Entity> QString written(Id<Entity> id)
{
    return QString::number(id.value());
}
QString written(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}
QStringList written(const QString &function, Seen seen)
{
    return {function, written(seen.appointment), written(seen.version)};
}

bool takesReason(Action action)
{
    return action == Action::Cancel || action == Action::Accept || action == Action::Reject;
}

Error denied()
{
    return {Error::Code::Denied, {}, {}};
}

} // namespace

MemoryDesk::MemoryDesk(MemoryClinic &clinic, MemoryStaff who)
    : m_clinic(clinic)
    , m_who(std::move(who))
{
}

Async<Change> MemoryDesk::once(RequestId request, const QStringList &asked,
                               const std::function<Result<Change>()> &make)
{
    const auto before = m_answered.constFind(request.uuid());
    if (before != m_answered.constEnd() && before->asked == asked)
        return ready<Change>(before->answer);
    if (before != m_answered.constEnd())
        return ready<Change>(Error{Error::Code::RequestReused, {}, {}});
    const Result<Change> made = make();
    if (made)
        m_answered.insert(request.uuid(), {asked, *made});
    return ready<Change>(made);
}

Async<Change> MemoryDesk::book(RequestId request, const Booking &booking)
{
    const QStringList asked{u"book"_s,
                            written(booking.clinic),
                            written(booking.department),
                            written(booking.doctor),
                            written(booking.patient),
                            written(booking.startsAt),
                            written(booking.length.count()),
                            booking.reason,
                            written(int(booking.lane))};
    return once(request, asked, [&] { return m_clinic.book(m_who, booking); });
}

Async<Change> MemoryDesk::move(RequestId request, Seen seen, const Move &to)
{
    const QStringList asked = written(u"move"_s, seen)
        + QStringList{written(to.doctor), written(to.startsAt),
                      written(to.length.value_or(std::chrono::minutes(-1)).count())};
    return once(request, asked, [&] { return m_clinic.move(m_who, seen, to); });
}

Async<Change> MemoryDesk::resize(RequestId request, Seen seen, std::chrono::minutes length)
{
    const QStringList asked = written(u"resize"_s, seen) + QStringList{written(length.count())};
    return once(request, asked, [&] { return m_clinic.resize(m_who, seen, length); });
}

Async<Change> MemoryDesk::act(RequestId request, Seen seen, Action action, const QString &why)
{
    const QString kept = takesReason(action) ? why : QString();
    const QStringList asked = written(u"act"_s, seen) + QStringList{written(int(action)), kept};
    return once(request, asked, [&] { return m_clinic.act(m_who, seen, action, kept); });
}

Async<Change> MemoryDesk::undo(RequestId request, EventId event)
{
    return once(request, {u"undo"_s, written(event)}, [&] { return m_clinic.undo(m_who, event); });
}

Async<Appointment> MemoryDesk::appointment(AppointmentId id)
{
    return ready(m_clinic.appointment(m_who, id));
}

Async<QList<AppointmentEvent>> MemoryDesk::eventsOf(AppointmentId id)
{
    return ready(m_clinic.eventsOf(m_who, id));
}

Async<QString> MemoryDesk::takenBy(AppointmentId id)
{
    return ready(m_clinic.takenBy(id));
}

Async<Day> MemoryDesk::day(ClinicId clinic, QDate date, Reading)
{
    if (clinic != smallclinic::riverside)
        return ready<Day>(denied());
    const QDate shown = date.isValid() ? date : m_clinic.today();
    return ready<Day>(
        Day{.date = shown,
            .appointments = m_clinic.dayOf(m_who, shown),
            .freshness = {.layer = Freshness::Layer::Memory, .asOf = m_clinic.now()}});
}

Async<QList<Slot>> MemoryDesk::find(const SlotQuery &query, Reading)
{
    if (query.clinic != smallclinic::riverside)
        return ready<QList<Slot>>(denied());
    return ready(m_clinic.freeSlots(query));
}

Async<QDateTime> MemoryDesk::instantOf(ClinicId clinic, const QDateTime &local, int fold)
{
    if (clinic != smallclinic::riverside)
        return ready<QDateTime>(denied());
    // The offsets of the days around it are all there can be: an instant is right when it shows
    // the wall clock that was asked for.
    const QTimeZone zone("Europe/Berlin");
    const QDateTime wall(local.date(), local.time(), Qt::UTC);
    QList<QDateTime> instants;
    for (const int days : {-1, 1}) {
        const QDateTime instant = wall.addSecs(-zone.offsetFromUtc(wall.addDays(days)));
        const QDateTime shown = instant.toTimeZone(zone);
        if (shown.date() == wall.date() && shown.time() == wall.time())
            instants.append(instant);
    }
    if (instants.isEmpty()) {
        return ready<QDateTime>(
            Error{Error::Code::Invalid,
                  {},
                  {{u"field"_s, u"local"_s}, {u"problem"_s, u"missing_hour"_s}}});
    }
    std::sort(instants.begin(), instants.end());
    return ready<QDateTime>(fold == 1 ? instants.last() : instants.first());
}

} // namespace clinidesk
