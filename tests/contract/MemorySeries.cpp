#include "tests/contract/MemorySeries.h"

#include "tests/contract/MemoryRules.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

bool isOverlap(const QList<QDateTime> &starts, qsizetype place, std::chrono::minutes length)
{
    const qint64 seconds = std::chrono::seconds(length).count();
    return std::any_of(starts.begin(), starts.begin() + place, [&](const QDateTime &earlier) {
        return std::abs(earlier.secsTo(starts.at(place))) < seconds;
    });
}

/// The word of the state that @p error stands for; empty for one of the whole call.
QString wordOf(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return error.facts.value(u"taken"_s) == u"patient"_s ? u"patient"_s : u"taken"_s;
    if (error.code == Error::Code::Invalid && error.facts.value(u"field"_s) == u"starts_at"_s)
        return error.facts.value(u"problem"_s).toString();
    return {};
}

Error refused(const QJsonArray &occurrences)
{
    return {Error::Code::Conflict,
            {},
            {{u"taken"_s, u"series"_s},
             {u"appointment"_s, QJsonValue::Null},
             {u"occurrences"_s, occurrences}}};
}

Booking bookingAt(const SeriesPlace &place, const QDateTime &startsAt, const QString &reason)
{
    return {.clinic = place.clinic,
            .department = place.department,
            .doctor = place.doctor,
            .patient = place.patient,
            .startsAt = startsAt,
            .length = place.length,
            .reason = reason};
}

} // namespace

MemorySeries::MemorySeries(MemoryClinic &clinic, MemoryStaff who)
    : m_clinic(clinic)
    , m_who(std::move(who))
{
}

Async<QList<StartState>> MemorySeries::conflicts(const SeriesPlace &place,
                                                 const QList<QDateTime> &starts)
{
    QList<StartState> states;
    for (qsizetype i = 0; i < starts.size(); ++i) {
        const auto before = m_clinic.state();
        const auto tried = m_clinic.book(m_who, bookingAt(place, starts.at(i), {}));
        m_clinic.restore(before);
        if (!tried && wordOf(tried.error()).isEmpty())
            return ready<QList<StartState>>(tried.error());
        if (tried)
            states.append({isOverlap(starts, i, place.length) ? StartState::Kind::Overlap
                                                              : StartState::Kind::Free,
                           {}});
        else
            states.append({startStateOf(wordOf(tried.error())),
                           AppointmentId(tried.error().facts.value(u"appointment"_s).toInteger())});
    }
    return ready<QList<StartState>>(states);
}

QList<Appointment> MemorySeries::rowsOf(AppointmentId appointment) const
{
    QList<Appointment> rows;
    const auto own = m_clinic.series.find(appointment);
    if (own == m_clinic.series.end())
        return rows;
    for (const auto &[id, series] : m_clinic.series) {
        const auto row = m_clinic.appointment(m_who, id);
        if (series == own->second && row)
            rows.append(*row);
    }
    return rows;
}

Async<QList<SeriesMember>> MemorySeries::membersOf(AppointmentId appointment)
{
    const auto row = m_clinic.appointment(m_who, appointment);
    if (!row)
        return ready<QList<SeriesMember>>(row.error());
    QList<Appointment> rows = rowsOf(appointment);
    std::sort(rows.begin(), rows.end(), [](const Appointment &a, const Appointment &b) {
        return std::pair(a.startsAt, a.id) < std::pair(b.startsAt, b.id);
    });
    QList<SeriesMember> members;
    for (const Appointment &one : std::as_const(rows))
        members.append({one.id, one.version, one.status, one.startsAt, one.endsAt});
    return ready<QList<SeriesMember>>(members);
}

Async<SeriesChanges> MemorySeries::book(RequestId request, const SeriesBooking &booking)
{
    return once(request, [&]() -> Result<SeriesChanges> {
        if (booking.starts.isEmpty())
            return memoryrules::refused(u"starts"_s, u"missing"_s);
        const int series = int(m_clinic.series.size()) + 1;
        const auto made = together(
            booking.starts.size(), [&](qsizetype place) -> std::optional<Result<Change>> {
                if (isOverlap(booking.starts, place, booking.place.length))
                    return memoryrules::refused(u"starts_at"_s, u"overlap"_s);
                return m_clinic.book(
                    m_who, bookingAt(booking.place, booking.starts.at(place), booking.reason));
            });
        if (!made)
            return made;
        for (const Change &change : *made)
            m_clinic.series[change.appointment] = series;
        if (!booking.repeats.isNull())
            m_clinic.series[booking.repeats] = series;
        return made;
    });
}

Async<SeriesChanges> MemorySeries::cancel(RequestId request, const SeriesPart &part,
                                          const QString &why)
{
    return once(request, [&]() -> Result<SeriesChanges> {
        const auto seen = targets(part);
        if (!seen)
            return seen.error();
        return together(seen->size(), [&](qsizetype place) -> std::optional<Result<Change>> {
            return m_clinic.act(m_who, seen->at(place), Action::Cancel, why);
        });
    });
}

Async<SeriesChanges> MemorySeries::move(RequestId request, const SeriesPart &part,
                                        const QList<QDateTime> &starts)
{
    return once(request, [&]() -> Result<SeriesChanges> {
        if (starts.size() != part.seen.size())
            return memoryrules::refused(u"starts"_s, u"missing"_s);
        if (const auto seen = targets(part); !seen)
            return seen.error();
        return together(starts.size(), [&](qsizetype place) -> std::optional<Result<Change>> {
            const auto row = m_clinic.appointment(m_who, part.seen.at(place).appointment);
            if (row && row->startsAt == starts.at(place))
                return {};
            return m_clinic.move(m_who, part.seen.at(place),
                                 {.doctor = {}, .startsAt = starts.at(place), .length = {}});
        });
    });
}

Async<SeriesChanges> MemorySeries::undo(RequestId request, const QList<EventId> &events)
{
    return once(request, [&] {
        return together(events.size(), [&](qsizetype place) -> std::optional<Result<Change>> {
            return m_clinic.undo(m_who, events.at(place));
        });
    });
}

Async<SeriesChanges> MemorySeries::once(RequestId request,
                                        const std::function<Result<SeriesChanges>()> &make)
{
    const auto answered = m_answered.constFind(request.uuid());
    if (answered != m_answered.constEnd())
        return ready<SeriesChanges>(*answered);
    const auto made = make();
    if (made)
        m_answered.insert(request.uuid(), *made);
    return ready<SeriesChanges>(made);
}

Result<SeriesChanges> MemorySeries::together(qsizetype count, const One &one)
{
    const auto before = m_clinic.state();
    SeriesChanges changes;
    QJsonArray named;
    for (qsizetype place = 0; place < count; ++place) {
        const auto done = one(place);
        if (!done)
            continue;
        const Result<Change> &made = *done;
        if (made) {
            changes.append(*made);
            continue;
        }
        const QString word = wordOf(made.error());
        if (word.isEmpty()) {
            m_clinic.restore(before);
            return made.error();
        }
        named.append(QJsonObject{{u"n"_s, place + 1},
                                 {u"state"_s, word},
                                 {u"appointment"_s, made.error().facts.value(u"appointment"_s)}});
    }
    if (named.isEmpty())
        return changes;
    m_clinic.restore(before);
    return refused(named);
}

Result<QList<Seen>> MemorySeries::targets(const SeriesPart &part) const
{
    if (part.scope == SeriesPart::Scope::This)
        return part.seen;
    const auto anchor = m_clinic.appointment(m_who, part.appointment);
    if (!anchor)
        return anchor.error();
    const QList<Appointment> rows = rowsOf(part.appointment);
    if (rows.isEmpty())
        return memoryrules::refused(u"scope"_s, u"unknown"_s);
    QList<Seen> now;
    for (const Appointment &row : rows) {
        const bool isToCome = row.id == part.appointment || row.startsAt > m_clinic.now();
        if (row.status <= Status::Booked && isToCome
            && (part.scope == SeriesPart::Scope::All || row.startsAt >= anchor->startsAt))
            now.append({row.id, row.version});
    }
    const auto isIn = [](const QList<Seen> &list, const Seen &one) {
        return std::any_of(list.begin(), list.end(), [&](const Seen &other) {
            return one.appointment == other.appointment && one.version == other.version;
        });
    };
    for (const Seen &one : std::as_const(now)) {
        if (!isIn(part.seen, one))
            return Error{Error::Code::Stale, {}, {{u"appointment"_s, one.appointment.value()}}};
    }
    for (const Seen &one : part.seen) {
        if (!isIn(now, one))
            return Error{Error::Code::Stale, {}, {{u"appointment"_s, one.appointment.value()}}};
    }
    return now;
}

} // namespace clinidesk
