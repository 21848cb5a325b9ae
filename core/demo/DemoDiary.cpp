#include "core/demo/DemoDiary.h"

#include <QTimeZone>

#include <algorithm>
#include <tuple>

namespace clinidesk {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 dayLong = 86'400;

quint64 streamOf(int doctor, int department, int seat)
{
    return quint64(doctor) << 32 | quint64(department) << 16 | quint64(seat);
}

/// UTC seconds of the branch's local midnight, good for the hours in which clinics work: clocks
/// change at night.
qint64 midnightOf(const DemoBranch &branch, QDate day)
{
    const QDateTime noon(day, QTime(12, 0), QTimeZone(branch.zone));
    return noon.toSecsSinceEpoch() - dayLong / 2;
}

} // namespace

DemoDiary::DemoDiary(const DemoHouse &house, quint64 seed, int futureDays)
    : m_house(house)
    , m_source(DemoRandom(seed).fork(4))
    , m_now(house.now().toSecsSinceEpoch())
    , m_futureDays(futureDays)
{
    for (const DemoDoctor &doctor : house.doctors()) {
        const DemoDepartment &department = house.departments().at(doctor.department - 1);
        m_desks.push_back(
            {doctor.branch, doctor.department, doctor.id, 0, doctor.room, department.slotMinutes});
    }
    for (const DemoDepartment &department : house.departments()) {
        for (int seat = 1; seat <= department.seats; ++seat)
            m_desks.push_back(
                {department.branch, department.id, 0, seat, 0, department.slotMinutes});
    }
}

double DemoDiary::fillOf(const Desk &desk, int offset, QDate day) const
{
    DemoRandom random = m_source.fork(streamOf(desk.doctor, desk.department, desk.seat));
    double fill = desk.doctor == 1 ? 0.9 : desk.doctor ? 0.62 + 0.13 * random.unit() : 0.35;
    if (offset > 0)
        fill *= 0.9 - 0.75 * offset / (m_futureDays + 1);
    if (offset != 0 && day.dayOfWeek() >= 6)
        fill *= 0.8;
    return fill;
}

std::vector<DemoDiary::Slot> DemoDiary::takenSlots(const Desk &desk, int offset) const
{
    const QDate day = m_house.today(desk.branch).addDays(offset);
    DemoRandom random
        = m_source.fork(streamOf(desk.doctor, desk.department, desk.seat), day.toJulianDay());
    const double fill = fillOf(desk, offset, day);

    std::vector<Slot> taken;
    for (const DemoHouse::Shift &shift : m_house.shiftsOn(desk.doctor, desk.department, day)) {
        const int places = (shift.ends - shift.starts) / desk.slotMinutes;
        const int keptFree = offset >= 0 ? random.below(places) : -1; // Somebody can always book.
        for (int at = 0; at < places; ++at) {
            const bool isTaken = random.chance(fill);
            const bool isLong = random.chance(0.06) && desk.doctor;
            if (!isTaken || at == keptFree)
                continue;
            const int length = isLong && at + 1 < places && at + 1 != keptFree ? 2 : 1;
            taken.push_back({shift.starts + at * desk.slotMinutes, length * desk.slotMinutes});
            at += length - 1;
        }
    }
    return taken;
}

int DemoDiary::countOn(int offset) const
{
    size_t count = 0;
    for (const Desk &desk : m_desks)
        count += takenSlots(desk, offset).size();
    return int(count);
}

std::vector<DemoVisit> DemoDiary::visitsOn(int offset) const
{
    std::vector<qint64> midnights;
    for (const DemoBranch &branch : m_house.branches())
        midnights.push_back(midnightOf(branch, m_house.today(branch.id).addDays(offset)));

    std::vector<DemoVisit> visits;
    std::vector<DemoVisit> ofDesk;
    for (const Desk &desk : m_desks) {
        const qint64 day = m_house.today(desk.branch).addDays(offset).toJulianDay();
        const qint64 midnight = midnights[size_t(desk.branch) - 1];
        ofDesk.clear();
        for (const Slot &slot : takenSlots(desk, offset)) {
            DemoVisit visit;
            visit.branch = desk.branch;
            visit.department = desk.department;
            visit.doctor = desk.doctor;
            visit.seat = desk.seat;
            visit.room = desk.room;
            visit.startsAt = midnight + slot.starts * minute;
            visit.endsAt = visit.startsAt + slot.minutes * minute;
            visit.day = day;
            ofDesk.push_back(visit);
        }
        DemoRandom random
            = m_source.fork(streamOf(desk.doctor, desk.department, desk.seat), day | 1LL << 40);
        settle(ofDesk, m_house.departments().at(desk.department - 1), random);
        visits.insert(visits.end(), ofDesk.begin(), ofDesk.end());
    }
    std::ranges::sort(visits, {}, [](const DemoVisit &visit) {
        return std::tuple(visit.startsAt, visit.department, visit.doctor, visit.seat);
    });
    return visits;
}

void DemoDiary::settle(std::vector<DemoVisit> &ofOneDesk, const DemoDepartment &department,
                       DemoRandom &random) const
{
    bool isDoctorBusy = false;
    const qint64 today = m_house.today(department.branch).toJulianDay();
    for (DemoVisit &visit : ofOneDesk) {
        visit.reason = random.below(int(department.reasons.size()));
        book(visit, random);
        if (visit.day < today)
            settlePast(visit, department.needsReview, random);
        else if (visit.day > today)
            settleFuture(visit, department.needsReview, random);
        else
            settleToday(visit, isDoctorBusy, random);
    }
}

/// Made up to six weeks before, mostly a few days.
void DemoDiary::book(DemoVisit &visit, DemoRandom &random) const
{
    const double lead = random.unit();
    visit.createdAt = visit.startsAt - 30 * minute - qint64(lead * lead * 42 * dayLong);
    if (visit.createdAt >= m_now)
        visit.createdAt = m_now - 5 * minute - random.below(12 * int(dayLong));
    visit.bookedBy = visit.branch == 1 && random.chance(0.35) ? 1 : 0;
    visit.finishedAt = visit.createdAt;
}

/// Sets the times a visit leaves behind on its way to @p status, none of them after now.
void DemoDiary::attend(DemoVisit &visit, Status status, DemoRandom &random) const
{
    visit.status = status;
    visit.arrivedAt = qMin(visit.startsAt - random.between(2, 25) * minute, m_now - 3 * minute);
    visit.finishedAt = visit.arrivedAt;
    if (status == Status::Arrived)
        return;
    visit.startedAt = qMin(visit.startsAt + random.between(-1, 9) * minute, m_now - 2 * minute);
    visit.startedAt = qMax(visit.startedAt, visit.arrivedAt + minute / 2);
    visit.finishedAt = visit.startedAt;
    if (status == Status::InProgress)
        return;
    const qint64 length = (visit.endsAt - visit.startsAt) * random.between(60, 105) / 100;
    visit.finishedAt = qMin(visit.startedAt + length, m_now - minute);
    visit.finishedAt = qMax(visit.finishedAt, visit.startedAt + minute / 2);
}

void DemoDiary::settlePast(DemoVisit &visit, bool needsReview, DemoRandom &random) const
{
    const double fate = random.unit();
    const auto beforeStart = [&] {
        return visit.createdAt + qint64(random.unit() * double(visit.startsAt - visit.createdAt));
    };
    if (fate < 0.06) {
        visit.status = Status::Cancelled;
        visit.finishedAt = beforeStart();
    } else if (fate < 0.10) {
        visit.status = Status::NoShow;
        visit.finishedAt = visit.startsAt + random.between(15, 40) * minute;
    } else if (needsReview && fate < 0.13) {
        visit.status = Status::Rejected;
        visit.finishedAt = beforeStart();
    } else {
        attend(visit, Status::Completed, random);
    }
}

void DemoDiary::settleToday(DemoVisit &visit, bool &isDoctorBusy, DemoRandom &random) const
{
    const double fate = random.unit();
    const qint64 arrival = visit.startsAt - random.between(5, 45) * minute;
    visit.status = Status::Booked;
    if (fate < 0.05) {
        visit.status = Status::Cancelled;
        visit.finishedAt = qMin(visit.startsAt, m_now) - random.between(1, 20) * minute;
        visit.createdAt = qMin(visit.createdAt, visit.finishedAt - minute);
    } else if (visit.endsAt + 8 * minute <= m_now) {
        if (fate < 0.09) {
            visit.status = Status::NoShow;
            visit.finishedAt = qMin(visit.startsAt + 20 * minute, m_now - minute);
        } else {
            attend(visit, Status::Completed, random);
        }
    } else if (visit.startsAt <= m_now && !isDoctorBusy && fate < 0.93) {
        attend(visit, Status::InProgress, random);
        isDoctorBusy = true;
    } else if (visit.startsAt <= m_now || (arrival <= m_now && fate < 0.85)) {
        if (fate < 0.96)
            attend(visit, Status::Arrived, random);
    }
    // Nobody is called in before the booking was made.
    const qint64 first = visit.arrivedAt ? visit.arrivedAt : visit.startsAt;
    visit.createdAt = qMin(visit.createdAt, qMin(first, m_now) - 4 * minute);
}

void DemoDiary::settleFuture(DemoVisit &visit, bool needsReview, DemoRandom &random) const
{
    const double fate = random.unit();
    visit.status = Status::Booked;
    if (fate < 0.04) {
        visit.status = Status::Cancelled;
        visit.finishedAt = (visit.createdAt + m_now) / 2;
    } else if (needsReview && fate < 0.26) {
        visit.status = Status::Pending;
    }
}

} // namespace clinidesk
