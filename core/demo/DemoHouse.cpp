#include "core/demo/DemoHouse.h"

#include "core/demo/DemoNames.h"
#include "core/demo/DemoPlaces.h"
#include "core/demo/DemoRandom.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int fewestDoctors = 24;
constexpr int mostDoctors = 200;
constexpr int appointmentsADoctor = 6'250;

struct ShiftPattern
{
    QTime morning, pause, back, evening;
};

/// Day shifts and, in every department, evening ones. Both parts are whole numbers of slots.
ShiftPattern patternOf(int nth)
{
    switch (nth % 3) {
    case 0:
        return {QTime(8, 0), QTime(12, 0), QTime(13, 0), QTime(16, 0)};
    case 1:
        return {QTime(14, 0), QTime(18, 0), QTime(18, 30), QTime(21, 50)};
    default:
        return {QTime(9, 0), QTime(13, 0), QTime(13, 40), QTime(16, 40)};
    }
}

/// The fourth Thursday of November.
QDate thanksgiving(int year)
{
    const QDate first(year, 11, 1);
    return first.addDays((11 - first.dayOfWeek()) % 7 + 21);
}

QList<QDate> holidaysOf(const QByteArray &zone, int year)
{
    QList<QDate> days{QDate(year, 1, 1), QDate(year, 12, 25)};
    if (zone == "Europe/Berlin")
        days << QDate(year, 5, 1) << QDate(year, 10, 3) << QDate(year, 12, 26);
    else if (zone == "America/New_York")
        days << QDate(year, 7, 4) << thanksgiving(year);
    else
        days << QDate(year, 1, 2) << QDate(year, 11, 3);
    return days;
}

/// Leave never empties the days a visitor looks at first.
bool isNear(const DemoAbsence &absence, QDate today)
{
    return absence.firstDay <= today.addDays(2) && absence.lastDay >= today.addDays(-1);
}

int minutesOf(QTime time)
{
    return time.msecsSinceStartOfDay() / 60'000;
}

bool isValidOn(const DemoHours &row, QDate day)
{
    return row.weekday == day.dayOfWeek() && (!row.validFrom.isValid() || row.validFrom <= day)
        && (!row.validUntil.isValid() || row.validUntil >= day);
}

} // namespace

DemoHouse::DemoHouse(const DemoSize &size, quint64 seed, const QDateTime &now)
    : m_now(now.toUTC())
{
    const int doctors = qBound(fewestDoctors, size.appointments / appointmentsADoctor, mostDoctors);
    addBranches(size.branches);
    addDepartments(doctors);
    addDoctors(doctors, seed);
    addDoctorsHours();
    addSeatsHours();

    // Leave reaches back as far as the longest demo clinic does.
    const int years = 3 + size.appointments / 900'000;
    for (const DemoBranch &branch : m_branches) {
        const QDate today = m_todays.at(branch.id - 1);
        addHolidays(branch.id, today.addYears(-years), today.addDays(180));
        for (const DemoDoctor &doctor : m_doctors) {
            if (doctor.branch == branch.id)
                addLeave(doctor, today.addYears(-years), today.addDays(180), seed);
        }
    }
}

void DemoHouse::addBranches(int count)
{
    m_branches = demoBranches(count);
    for (const DemoBranch &branch : m_branches)
        m_todays << m_now.toTimeZone(QTimeZone(branch.zone)).date();
}

void DemoHouse::addDepartments(int doctors)
{
    for (const DemoDepartmentPlan &plan : demoDepartments(int(m_branches.size()))) {
        DemoDepartment department = plan.department;
        department.seats = department.seats * doctors / fewestDoctors;
        m_departments << department;
    }
    m_ofDepartment.resize(size_t(m_departments.size()));
}

void DemoHouse::addDoctors(int doctors, quint64 seed)
{
    const QList<DemoDepartmentPlan> plans = demoDepartments(int(m_branches.size()));
    int shares = 0;
    for (const DemoDepartmentPlan &plan : plans)
        shares += plan.share;

    DemoRandom random = DemoRandom(seed).fork(1);
    int sharesSoFar = 0;
    for (const DemoDepartmentPlan &plan : plans) {
        sharesSoFar += plan.share;
        while (m_doctors.size() < doctors * sharesSoFar / shares) {
            const int id = int(m_doctors.size()) + 1;
            const Sex sex = random.chance(0.5) ? Sex::Female : Sex::Male;
            DemoName name = demoLatinName(random, sex);
            if (id == 1)
                name = {u"Okafor"_s, u"Nadia"_s, u"en"_s};
            m_rooms << DemoRoom{id, plan.department.branch, u"Room %1"_s.arg(100 + id)};
            m_doctors << DemoDoctor{.id = id,
                                    .branch = plan.department.branch,
                                    .department = plan.department.id,
                                    .room = id,
                                    .family = name.family,
                                    .given = name.given,
                                    .registrationNo = u"LH-%1"_s.arg(70'000 + id),
                                    .specialisation = plan.specialisation,
                                    .email = demoMailbox(name, u"doctor"_s)
                                        + u".%1@example.org"_s.arg(id)};
        }
    }
    m_ofDoctor.resize(size_t(m_doctors.size()));
}

QList<int> DemoHouse::doctorsOf(int department) const
{
    QList<int> ids;
    for (const DemoDoctor &doctor : m_doctors) {
        if (doctor.department == department)
            ids << doctor.id;
    }
    return ids;
}

void DemoHouse::addHours(DemoHours row, bool onWeekendDuty)
{
    auto &own = row.doctor ? m_ofDoctor[size_t(row.doctor) - 1].hours
                           : m_ofDepartment[size_t(row.department) - 1].hours;
    const auto add = [&](const DemoHours &hours) {
        own.push_back(hours);
        m_hours << hours;
    };
    const QDate today = m_todays.at(row.branch - 1);
    if (row.weekday < 6) {
        add(row);
        return;
    }
    // A demo opened at the weekend shows a working day all the same: open house, today only.
    DemoHours openHouse = row;
    if (row.weekday == today.dayOfWeek()) {
        openHouse.validFrom = openHouse.validUntil = today;
        add(openHouse);
    }
    if (!onWeekendDuty || row.starts > QTime(10, 0))
        return;
    row.starts = QTime(9, 0);
    row.ends = QTime(13, 0);
    if (row.weekday != today.dayOfWeek()) {
        add(row);
        return;
    }
    DemoHours before = row;
    before.validUntil = today.addDays(-1);
    add(before);
    row.validFrom = today.addDays(1);
    add(row);
}

void DemoHouse::addDoctorsHours()
{
    for (const DemoDepartment &department : m_departments) {
        const QList<int> ids = doctorsOf(department.id);
        for (int nth = 0; nth < ids.size(); ++nth) {
            const ShiftPattern pattern = patternOf(nth);
            for (int weekday = 1; weekday <= 7; ++weekday) {
                if (nth % 2 == 1 && weekday == (nth + department.id) % 5 + 1)
                    continue; // a week of four days
                DemoHours row{.branch = department.branch,
                              .doctor = ids.at(nth),
                              .weekday = weekday,
                              .starts = pattern.morning,
                              .ends = pattern.pause,
                              .validFrom = {},
                              .validUntil = {}};
                addHours(row, nth == (weekday == 6 ? 0 : 2));
                row.starts = pattern.back;
                row.ends = pattern.evening;
                addHours(row, false);
            }
        }
    }
}

void DemoHouse::addSeatsHours()
{
    for (const DemoDepartment &department : m_departments) {
        for (int weekday = 1; department.seats > 0 && weekday <= 7; ++weekday) {
            DemoHours row{.branch = department.branch,
                          .department = department.id,
                          .weekday = weekday,
                          .starts = QTime(7, 0),
                          .ends = QTime(12, 0),
                          .validFrom = {},
                          .validUntil = {}};
            addHours(row, true);
            row.starts = QTime(12, 30);
            row.ends = QTime(21, 30);
            addHours(row, false);
        }
    }
}

void DemoHouse::addAbsence(const DemoAbsence &absence)
{
    if (isNear(absence, m_todays.at(absence.branch - 1)))
        return;
    auto &own = absence.doctor ? m_ofDoctor[size_t(absence.doctor) - 1].absences
                               : m_ofDepartment[size_t(absence.department) - 1].absences;
    own.push_back(absence);
    m_absences << absence;
}

void DemoHouse::addHolidays(int branch, QDate first, QDate last)
{
    for (int year = first.year(); year <= last.year(); ++year) {
        for (const QDate day : holidaysOf(m_branches.at(branch - 1).zone, year)) {
            if (day < first || day > last)
                continue;
            DemoAbsence holiday{branch, 0, 0, day, day, u"Public holiday"_s};
            for (const DemoDoctor &doctor : m_doctors) {
                holiday.doctor = doctor.id;
                if (doctor.branch == branch)
                    addAbsence(holiday);
            }
            holiday.doctor = 0;
            for (const DemoDepartment &department : m_departments) {
                holiday.department = department.id;
                if (department.branch == branch && department.seats > 0)
                    addAbsence(holiday);
            }
        }
    }
}

void DemoHouse::addLeave(const DemoDoctor &doctor, QDate first, QDate last, quint64 seed)
{
    for (QDate month(first.year(), first.month(), 1); month <= last; month = month.addMonths(1)) {
        DemoRandom random
            = DemoRandom(seed).fork(2, quint64(doctor.id) << 32 | quint64(month.toJulianDay()));
        const bool isSummer = month.month() == 7 || month.month() == 8;
        const QDate start = month.addDays(random.below(28));
        if (random.chance(isSummer ? 0.55 : 0.2)) {
            const QDate end
                = start.addDays(isSummer ? random.between(9, 16) : random.between(3, 6));
            addAbsence({doctor.branch, doctor.id, 0, start, end, u"Annual leave"_s});
        } else if (random.chance(0.12)) {
            addAbsence({doctor.branch, doctor.id, 0, start, start.addDays(random.below(2)),
                        random.chance(0.5) ? u"Conference"_s : u"Ill"_s});
        }
    }
}

std::vector<DemoHouse::Shift> DemoHouse::shiftsOn(int doctor, int department, QDate day) const
{
    const Weekly &own
        = doctor ? m_ofDoctor[size_t(doctor) - 1] : m_ofDepartment[size_t(department) - 1];
    const bool isAway = std::ranges::any_of(own.absences, [day](const DemoAbsence &absence) {
        return absence.firstDay <= day && day <= absence.lastDay;
    });
    std::vector<Shift> shifts;
    if (isAway)
        return shifts;
    for (const DemoHours &row : own.hours) {
        if (isValidOn(row, day))
            shifts.push_back({minutesOf(row.starts), minutesOf(row.ends)});
    }
    std::ranges::sort(shifts, {}, &Shift::starts);
    return shifts;
}

} // namespace clinidesk
