#include "tests/contract/MemoryClinic.h"

#include "tests/contract/MemoryRules.h"
#include "tests/support/SmallClinic.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace clinidesk::memoryrules;

using Code = clinidesk::Error::Code;

namespace clinidesk {

namespace {

AppointmentEvent called(const QString &action, const QString &why = {})
{
    AppointmentEvent event;
    event.action = action;
    event.why = why;
    return event;
}

} // namespace

MemoryClinic::MemoryClinic(const Clock &clock)
    : m_clock(clock)
{
}

QDate MemoryClinic::today() const
{
    return now().toTimeZone(zone()).date();
}

Result<Change> MemoryClinic::book(const MemoryStaff &who, const Booking &booking)
{
    const bool isDouble = booking.lane == Booking::Lane::Double;
    if (!who.doctor.isNull() || booking.clinic != smallclinic::riverside
        || (isDouble && !who.rights.contains(u"double_book"_s)))
        return denied();
    if (const auto bad = badTime(booking.startsAt, booking.length, who))
        return *bad;
    if (const auto bad = badText(u"reason"_s, booking.reason))
        return *bad;
    if (isDouble && booking.reason.trimmed().isEmpty())
        return refused(u"reason"_s, u"missing"_s);
    if (const auto bad = badPlace(booking))
        return *bad;

    const auto &department = *rowOf(departments, booking.department);
    const auto &patient = *rowOf(patients, booking.patient);
    Record record{.row = {}, .seat = 0, .lane = booking.lane};
    Appointment &row = record.row;
    row.id = AppointmentId(qint64(m_records.size()) + 1);
    row.clinic = booking.clinic;
    row.zone = zone().id();
    give(row, department);
    if (const auto *doctor = rowOf(doctors, booking.doctor))
        give(row, *doctor);
    row.patient = patient.id;
    row.mrn = patient.mrn;
    row.family = patient.family;
    row.given = patient.given;
    row.birthDate = patient.birthDate;
    place(row, booking.startsAt, booking.length);
    row.status = department.needsReview ? Status::Pending : Status::Booked;
    row.reason = booking.reason.trimmed();
    if (!isDouble && !isOpen(row))
        return refused(u"starts_at"_s, u"closed"_s);
    if (const auto other = taken(record, isDouble ? Against::Lane : Against::Everybody))
        return *other;
    return finish(who, called(u"book"_s), {}, record);
}

Result<Change> MemoryClinic::move(const MemoryStaff &who, Seen seen, const Move &to)
{
    if (!who.doctor.isNull())
        return denied();
    const auto before = toChange(who, seen);
    if (!before)
        return before.error();
    Record record = *before;
    Appointment &row = record.row;
    if (row.status > Status::Booked)
        return badStep(row);
    const auto length = to.length.value_or(lengthOf(row));
    if (const auto bad = badTime(to.startsAt, to.length.value_or(5min), who))
        return *bad;
    place(row, to.startsAt, length);
    record.lane = Booking::Lane::Free;
    if (!to.doctor.isNull() && to.doctor != row.doctor) {
        const auto *doctor = rowOf(doctors, to.doctor);
        if (!doctor)
            return refused(u"doctor"_s, u"unknown"_s);
        give(row, *doctor);
        record.seat = 0;
        if (!doctor->departments.contains(row.department))
            give(row, *rowOf(departments, doctor->departments.first()));
    }
    if (!isOpen(row))
        return refused(u"starts_at"_s, u"closed"_s);
    if (const auto other = taken(record, Against::Everybody))
        return *other;
    return finish(who, called(u"move"_s), *before, record);
}

Result<Change> MemoryClinic::resize(const MemoryStaff &who, Seen seen, std::chrono::minutes length)
{
    if (!who.doctor.isNull())
        return denied();
    const auto before = toChange(who, seen);
    if (!before)
        return before.error();
    Record record = *before;
    if (!isLive(record.row.status))
        return badStep(record.row);
    if (!isGoodLength(length))
        return refused(u"minutes"_s, u"range"_s);
    const bool isLonger = length > lengthOf(record.row);
    place(record.row, record.row.startsAt, length);
    if (isLonger && !isOpen(record.row))
        return refused(u"starts_at"_s, u"closed"_s);
    if (isLonger) {
        if (const auto other = taken(record, Against::Everybody))
            return *other;
    }
    return finish(who, called(u"resize"_s), *before, record);
}

Result<Change> MemoryClinic::act(const MemoryStaff &who, Seen seen, Action action,
                                 const QString &why)
{
    const bool isDoctor = !who.doctor.isNull();
    const bool isReview = action == Action::Accept || action == Action::Reject;
    if ((isReview && !isDoctor) || (action == Action::CheckIn && isDoctor))
        return denied();
    const auto before = toChange(who, seen);
    if (!before)
        return before.error();
    Record record = *before;
    if (const auto bad = badText(u"why"_s, why))
        return *bad;
    if (!isAllowed(steps, record.row.status, action))
        return badStep(record.row);
    record.row.status = resultOf(action);
    if (action == Action::CheckIn)
        record.row.arrivedAt = now();
    if (action == Action::Start)
        record.row.startedAt = now();
    return finish(who, called(nameOf(action), why.trimmed()), *before, record);
}

Result<Change> MemoryClinic::undo(const MemoryStaff &who, EventId event)
{
    if (event.value() < 1 || event.value() > m_events.size())
        return notFound();
    const qsizetype index = event.value() - 1;
    const Event undone = m_events.at(index);
    if (undone.row.staffName != who.name)
        return denied();
    const Event *last = lastEventOf(undone.appointment);
    if (!last || last->row.id != event)
        return refused(u"event"_s, u"nothing_to_undo"_s);

    const Record current = m_records.at(undone.appointment);
    Record record = undone.before.value_or(current);
    if (!undone.before)
        record.row.status = Status::Cancelled;
    record.row.version = current.row.version;
    if (isLive(record.row.status)) {
        if (const auto other = taken(record, Against::Lane))
            return *other;
    }
    m_events[index].isUndone = true;
    return finish(who, called(u"undo"_s), current, record);
}

Result<Appointment> MemoryClinic::appointment(const MemoryStaff &who, AppointmentId id) const
{
    const auto found = m_records.find(id);
    if (found == m_records.end() || !maySee(who, found->second.row))
        return notFound();
    return shown(who, found->second.row);
}

Result<QList<AppointmentEvent>> MemoryClinic::eventsOf(const MemoryStaff &who,
                                                       AppointmentId id) const
{
    const auto found = appointment(who, id);
    if (!found)
        return found.error();
    QList<AppointmentEvent> events;
    for (const Event &event : m_events) {
        if (event.appointment == id)
            events.append(event.row);
    }
    return events;
}

Result<QString> MemoryClinic::takenBy(AppointmentId id) const
{
    static const QStringList placing{u"book"_s, u"move"_s, u"resize"_s, u"undo"_s};
    for (qsizetype index = m_events.size() - 1; index >= 0; --index) {
        const Event &event = m_events.at(index);
        if (event.appointment == id && placing.contains(event.row.action))
            return event.row.staffName;
    }
    return notFound();
}

QList<Appointment> MemoryClinic::dayOf(const MemoryStaff &who, QDate date) const
{
    QList<Appointment> rows;
    for (const auto &[id, record] : m_records) {
        if (record.row.day == date && maySee(who, record.row))
            rows.append(shown(who, record.row));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Appointment &one, const Appointment &other) {
                         return one.startsAt < other.startsAt;
                     });
    return rows;
}

Result<QList<Slot>> MemoryClinic::freeSlots(const SlotQuery &query) const
{
    if (const auto bad = badQuery(query))
        return *bad;
    QList<MemoryDoctor> offered;
    for (const auto &doctor : doctors) {
        if ((query.department.isNull() || doctor.departments.contains(query.department))
            && (query.doctors.isEmpty() || query.doctors.contains(doctor.id)))
            offered.append(doctor);
    }
    if (query.doctors.isEmpty() && rowOf(departments, query.department)->capacity > 0)
        offered = {MemoryDoctor()};
    QList<Slot> found;
    for (const auto &doctor : offered) {
        const auto id = query.department.isNull() ? doctor.departments.first() : query.department;
        found += freeTimesOf(doctor, *rowOf(departments, id), query);
    }
    std::stable_sort(found.begin(), found.end(), [](const Slot &one, const Slot &other) {
        return one.startsAt < other.startsAt;
    });
    found.resize(std::min<qsizetype>(found.size(), query.most));
    return found;
}

QList<Slot> MemoryClinic::freeTimesOf(const MemoryDoctor &doctor,
                                      const MemoryDepartment &department,
                                      const SlotQuery &query) const
{
    const QDate first = query.firstDay.isValid() ? std::max(query.firstDay, today()) : today();
    const QDate last = query.lastDay.isValid() ? query.lastDay : first.addDays(61);
    QList<Slot> found;
    for (QDate day = first; day <= last; day = day.addDays(1)) {
        for (QDateTime start = opening(day); start < closing(day);
             start = after(start, department.slotLength)) {
            Record wanted;
            give(wanted.row, department);
            give(wanted.row, doctor);
            place(wanted.row, start, query.length.value_or(department.slotLength));
            if (start >= now() && isOpen(wanted.row) && isWished(query, wanted.row)
                && !taken(wanted, Against::Everybody))
                found.append({doctor.id, doctor.name, department.id, start, wanted.row.endsAt});
        }
    }
    return found;
}

Result<MemoryClinic::Record> MemoryClinic::toChange(const MemoryStaff &who, Seen seen) const
{
    const auto found = m_records.find(seen.appointment);
    if (found == m_records.end())
        return notFound();
    const Appointment &row = found->second.row;
    if (!maySee(who, row))
        return denied();
    if (row.version != seen.version) {
        return Error{
            Code::Stale, {}, {{u"appointment"_s, row.id.value()}, {u"version"_s, row.version}}};
    }
    return found->second;
}

bool MemoryClinic::maySee(const MemoryStaff &who, const Appointment &row) const
{
    if (who.doctor.isNull() || row.doctor == who.doctor)
        return true;
    const auto *doctor = rowOf(doctors, who.doctor);
    return row.status == Status::Pending && doctor && doctor->departments.contains(row.department);
}

Appointment MemoryClinic::shown(const MemoryStaff &who, const Appointment &row) const
{
    const bool mayRead
        = who.doctor.isNull() ? isLive(row.status) && row.day >= today() : row.doctor == who.doctor;
    Appointment copy = row;
    if (!mayRead)
        copy.reason.clear();
    return copy;
}

std::optional<Error> MemoryClinic::badTime(const QDateTime &startsAt, std::chrono::minutes length,
                                           const MemoryStaff &who) const
{
    if (!startsAt.isValid())
        return refused(u"starts_at"_s, u"missing"_s);
    if (startsAt.time().second() != 0 || startsAt.time().msec() != 0)
        return refused(u"starts_at"_s, u"malformed"_s);
    const QDateTime earliest
        = who.rights.contains(u"past"_s) ? now().addYears(-2) : after(now(), -15min);
    if (startsAt < earliest)
        return refused(u"starts_at"_s, u"past"_s);
    if (startsAt > now().addYears(2))
        return refused(u"starts_at"_s, u"future"_s);
    if (!isGoodLength(length))
        return refused(u"minutes"_s, u"range"_s);
    return {};
}

std::optional<Error> MemoryClinic::taken(Record &wanted, Against against) const
{
    AppointmentId ofPatient;
    AppointmentId ofDoctor;
    for (const auto &[id, other] : m_records) {
        const bool isInTheWay = id != wanted.row.id && isLive(other.row.status)
            && overlap(other.row, wanted.row)
            && (against == Against::Everybody
                || (wanted.lane == Booking::Lane::Free && other.lane == Booking::Lane::Free));
        if (isInTheWay && other.row.patient == wanted.row.patient)
            ofPatient = id;
        if (isInTheWay && !other.row.doctor.isNull() && other.row.doctor == wanted.row.doctor)
            ofDoctor = id;
    }
    if (!ofPatient.isNull())
        return conflict(u"patient"_s, ofPatient);
    if (!ofDoctor.isNull())
        return conflict(u"doctor"_s, ofDoctor);
    if (!wanted.row.doctor.isNull())
        return {};
    wanted.seat = freeSeat(wanted);
    return wanted.seat == 0 ? std::optional(conflict(u"capacity"_s, {})) : std::nullopt;
}

int MemoryClinic::freeSeat(const Record &wanted) const
{
    const auto isFree = [&](int seat) {
        return std::none_of(m_records.begin(), m_records.end(), [&](const auto &entry) {
            const Record &other = entry.second;
            return other.row.id != wanted.row.id && isLive(other.row.status) && other.seat == seat
                && other.row.department == wanted.row.department && overlap(other.row, wanted.row);
        });
    };
    if (wanted.seat != 0 && isFree(wanted.seat))
        return wanted.seat;
    for (int seat = 1; seat <= rowOf(departments, wanted.row.department)->capacity; ++seat) {
        if (isFree(seat))
            return seat;
    }
    return 0;
}

Change MemoryClinic::finish(const MemoryStaff &who, const AppointmentEvent &what,
                            const std::optional<Record> &before, Record after)
{
    ++after.row.version;
    const QJsonObject was = before ? factsOf(before->row) : QJsonObject();
    const QJsonObject became = factsOf(after.row);
    AppointmentEvent event = what;
    event.id = EventId(m_events.size() + 1);
    event.at = now();
    event.staffName = who.name;
    event.was = changed(was, became);
    event.became = changed(became, was);
    m_events.append({event, after.row.id, before, false});
    m_records.insert_or_assign(after.row.id, after);

    QStringList tags = tagsOf(after.row) + (before ? tagsOf(before->row) : QStringList());
    tags.removeDuplicates();
    return {after.row.id,
            after.row.version,
            after.row.status,
            event.id,
            tags,
            maySee(who, after.row) ? std::optional(shown(who, after.row)) : std::nullopt};
}

const MemoryClinic::Event *MemoryClinic::lastEventOf(AppointmentId id) const
{
    for (qsizetype index = m_events.size() - 1; index >= 0; --index) {
        const Event &event = m_events.at(index);
        if (event.appointment == id && event.row.action != u"undo" && !event.isUndone)
            return &event;
    }
    return nullptr;
}

} // namespace clinidesk
