#include "app/ctl/BenchDayPeople.h"

#include "core/postgres/LibpqConnection.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int mostFree = 60'000;

// %1 is the clinic, %2 the day that stands for today.
const QString todaySql
    = u"SELECT a.day FROM clinidesk.appointment a JOIN clinidesk.clinic c ON c.id = a.clinic_id"
      " WHERE a.clinic_id = %1 AND a.status = 1"
      "   AND a.day - (now() AT TIME ZONE c.zone)::date BETWEEN 1 AND 7"
      " GROUP BY a.day ORDER BY count(*) DESC, a.day LIMIT 1"_s;

const QString arrivalsSql
    = u"SELECT a.patient_id, a.id, a.version, a.doctor_id, a.day,"
      "       NOT EXISTS (SELECT FROM clinidesk.appointment o WHERE o.patient_id = a.patient_id"
      "                      AND o.status <= 3 AND o.day >= a.day AND o.id <> a.id)"
      "  FROM clinidesk.appointment a WHERE a.clinic_id = %1 AND a.day = '%2' AND a.status = 1"
      " ORDER BY a.starts_at, a.id"_s;

const QString rebookableSql
    = u"SELECT a.patient_id, a.id, a.version, a.doctor_id, a.day FROM clinidesk.appointment a"
      " WHERE a.clinic_id = %1 AND a.status = 1 AND a.doctor_id IS NOT NULL"
      "   AND a.day - date '%2' BETWEEN 1 AND 14"
      // It keeps its room, so that has to be the doctor's alone.
      "   AND (a.room_id IS NULL OR a.room_id <> ALL (ARRAY(SELECT o.room_id FROM "
      "clinidesk.appointment o"
      "           WHERE o.clinic_id = %1 AND o.room_id IS NOT NULL AND o.status <= 3"
      "             AND o.day - date '%2' BETWEEN 1 AND 60"
      "           GROUP BY o.room_id HAVING count(DISTINCT o.doctor_id) > 1)))"
      "   AND NOT EXISTS (SELECT FROM clinidesk.appointment o WHERE o.patient_id = a.patient_id"
      "                      AND o.status <= 3 AND o.day >= '%2' AND o.id <> a.id)"
      " ORDER BY md5(a.id::text) LIMIT 2000"_s;

const QString callersSql
    = u"SELECT p.id, 0, 0, NULL, NULL FROM clinidesk.patient p"
      "  JOIN clinidesk.patient_clinic pc ON pc.patient_id = p.id AND pc.clinic_id = %1"
      " WHERE p.died_on IS NULL"
      "   AND NOT EXISTS (SELECT FROM clinidesk.appointment o WHERE o.patient_id = p.id"
      "                      AND o.status <= 3 AND o.day >= date '%2' - 7)"
      " ORDER BY md5(p.id::text) LIMIT 5000"_s;

const QString doctorsSql
    = u"SELECT DISTINCT doctor_id, 0, 0, NULL, NULL FROM clinidesk.appointment"
      " WHERE clinic_id = %1 AND day = '%2' AND doctor_id IS NOT NULL ORDER BY 1"_s;

DayGuest guestAt(const LibpqRows &rows, int row)
{
    const auto number = [&](int column) { return rows.text(row, column).toLongLong(); };
    return {.patient = PatientId(number(0)),
            .seen = {.appointment = AppointmentId(number(1)), .version = int(number(2))},
            .doctor = DoctorId(number(3)),
            .day = QDate::fromString(rows.text(row, 4), Qt::ISODate)};
}

Result<QList<DayGuest>> guests(LibpqConnection &connection, const QString &sql)
{
    const auto rows = connection.run(sql);
    if (!rows)
        return rows.error();
    QList<DayGuest> found;
    for (int row = 0; row < rows->count(); ++row)
        found.append(guestAt(*rows, row));
    return found;
}

} // namespace

Result<BenchDayPeople> BenchDayPeople::find(const BenchClinic &clinic, ClinicId id)
{
    auto connection = LibpqConnection::open(clinic.boot(), 10s);
    if (!connection)
        return connection.error();
    BenchDayPeople people;
    const auto read = people.readPeople(*connection, id);
    if (!read)
        return read.error();
    const auto free = people.readFreeTime(*connection, id);
    if (!free)
        return free.error();
    return people;
}

Result<Done> BenchDayPeople::readPeople(LibpqConnection &connection, ClinicId id)
{
    const auto day = connection.run(todaySql.arg(id.value()));
    if (!day)
        return day.error();
    if (day->count() == 0)
        return Error{Error::Code::Invalid,
                     u"nothing is booked there for the next week"_s,
                     {{u"field"_s, u"clinic"_s}, {u"problem"_s, u"empty"_s}}};
    const QString today = day->text(0, 0);
    m_today = QDate::fromString(today, Qt::ISODate);

    const auto arrivals = connection.run(arrivalsSql.arg(QString::number(id.value()), today));
    if (!arrivals)
        return arrivals.error();
    for (int row = 0; row < arrivals->count(); ++row)
        m_arrivals.append({guestAt(*arrivals, row), arrivals->text(row, 5) == u"t"_s});
    const std::pair<const QString &, QList<DayGuest> &> lists[]{{rebookableSql, m_rebookable},
                                                                {callersSql, m_callers}};
    for (const auto &[sql, list] : lists) {
        auto found = guests(connection, sql.arg(QString::number(id.value()), today));
        if (!found)
            return found.error();
        list = std::move(*found);
    }
    const auto doctors = guests(connection, doctorsSql.arg(QString::number(id.value()), today));
    if (!doctors)
        return doctors.error();
    for (const DayGuest &doctor : *doctors)
        m_doctors.append(DoctorId(doctor.patient.value()));
    return Done{};
}

Result<Done> BenchDayPeople::readFreeTime(LibpqConnection &connection, ClinicId id)
{
    auto found = freeBookings(connection,
                              u"c.id = %1 AND x.day > '%2' AND w.doctor_id IS NOT NULL"_s.arg(
                                  QString::number(id.value()), m_today.toString(Qt::ISODate)),
                              mostFree);
    if (!found)
        return found.error();
    // A doctor of two departments may be free for both, but only once.
    QHash<DoctorId, QList<std::pair<QDateTime, QDateTime>>> taken;
    for (const FreeBooking &each : *found) {
        const QDateTime ends = each.booking.startsAt.addSecs(each.booking.length.count() * 60);
        auto &ofDoctor = taken[each.booking.doctor];
        const bool overlaps = std::ranges::any_of(ofDoctor, [&](const auto &other) {
            return each.booking.startsAt < other.second && other.first < ends;
        });
        if (overlaps)
            continue;
        ofDoctor.append({each.booking.startsAt, ends});
        m_free[each.day].append(each);
    }
    m_openDays = m_free.keys();
    std::ranges::sort(m_openDays);
    m_openDays = m_openDays.first(qMin<qsizetype>(WorkingDay::openDays, m_openDays.size()));
    return Done{};
}

DayGuest BenchDayPeople::guest(Visitor visitor, DemoRandom &random)
{
    switch (visitor) {
    case Visitor::Arriving:
        return m_arrived < m_arrivals.size() ? m_arrivals.at(m_arrived++).guest : DayGuest{};
    case Visitor::FollowingUp:
        while (m_followedUp < m_arrived) {
            const Arrival &next = m_arrivals.at(m_followedUp++);
            if (next.mayBook)
                return {
                    .patient = next.guest.patient, .seen = {}, .doctor = {}, .day = next.guest.day};
        }
        return guest(Visitor::Calling, random);
    case Visitor::Calling:
        return m_callers.isEmpty() ? DayGuest{} : m_callers.takeFirst();
    case Visitor::Rebooking:
        return m_rebookable.isEmpty() ? DayGuest{} : m_rebookable.takeFirst();
    case Visitor::Asking:
        return m_arrivals.isEmpty() ? DayGuest{}
                                    : m_arrivals.at(random.below(int(m_arrivals.size()))).guest;
    case Visitor::Nobody:
        return {};
    }
    Q_UNREACHABLE();
}

DoctorId BenchDayPeople::someDoctor(DemoRandom &random) const
{
    return m_doctors.isEmpty() ? DoctorId() : m_doctors.at(random.below(int(m_doctors.size())));
}

std::optional<FreeBooking> BenchDayPeople::takeFree(int rank, DoctorId doctor)
{
    for (qsizetype at = rank; at < m_openDays.size(); ++at) {
        QList<FreeBooking> &ofDay = m_free[m_openDays.at(at)];
        const auto found = std::ranges::find_if(ofDay, [doctor](const FreeBooking &each) {
            return doctor.isNull() || each.booking.doctor == doctor;
        });
        if (found != ofDay.end())
            return ofDay.takeAt(found - ofDay.begin());
    }
    return {};
}

} // namespace clinidesk
