#include "ui/viewmodels/schedule/WeekSheet.h"

#include <QTimeZone>

#include <algorithm>

namespace clinidesk {

namespace {

template <typename Row> QList<Row> only(const QList<Row> &rows, const WeekOwner &owner)
{
    QList<Row> theirs;
    for (const Row &row : rows) {
        const bool isTheirs = owner.doctor.isNull()
            ? row.doctor.isNull() && row.department == owner.department
            : row.doctor == owner.doctor;
        if (isTheirs)
            theirs.append(row);
    }
    return theirs;
}

QList<SeatHours> onlyOn(QDate day, const QList<SeatHours> &rows)
{
    QList<SeatHours> those;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(those),
                 [day](const SeatHours &row) { return row.day == day; });
    return those;
}

BoardSheet dayOf(const WeekFacts &facts, int place)
{
    BoardFacts one;
    one.clinic = facts.clinic;
    one.day = facts.monday.addDays(place);
    one.appointments = only(facts.days.value(place), facts.owner);
    if (facts.hours)
        one.hours = only(onlyOn(one.day, *facts.hours), facts.owner);
    for (const Doctor &doctor : facts.doctors) {
        if (doctor.id == facts.owner.doctor)
            one.doctors.append(doctor);
    }
    one.departments = facts.departments;
    one.columns = BoardFacts::Columns::All;
    return boardSheet(one);
}

/// Somebody who isn't in the hours of a day has a day all the same.
BoardColumn columnOf(const BoardSheet &day, const WeekOwner &owner)
{
    const int place = day.indexOf(owner.doctor, owner.department);
    if (place >= 0)
        return day.columns.at(place);
    BoardColumn column;
    column.clinic = day.clinic;
    column.doctor = owner.doctor;
    column.department = owner.department;
    column.name = owner.name;
    return column;
}

/// All days from the earliest line of any to the latest.
QList<DayGrid> gridsOf(const WeekFacts &facts, const QList<BoardSheet> &days)
{
    const QTimeZone zone(facts.clinic.zone);
    QTime opens(23, 59);
    QTime closes(0, 0);
    auto step = std::chrono::minutes(60);
    bool isToMidnight = false;
    for (const BoardSheet &day : days) {
        if (day.rows() == 0)
            continue;
        opens = std::min(opens, day.grid.rows().first().local);
        const QDateTime end = day.grid.rows().last().endsAt.toTimeZone(zone);
        isToMidnight = isToMidnight || end.date() != day.day;
        closes = std::max(closes, end.time());
        step = std::min(step, day.grid.step());
    }
    QList<DayGrid> grids;
    for (const BoardSheet &day : days)
        grids.append(
            DayGrid(day.day, facts.clinic.zone, opens, isToMidnight ? QTime() : closes, step));
    return DayGrid::sideBySide(grids);
}

} // namespace

BoardSheet weekSheet(const WeekFacts &facts)
{
    BoardSheet week;
    week.clinic = facts.clinic.id;
    week.zone = facts.clinic.zone;
    week.day = facts.monday;
    if (facts.owner.isNull() || !facts.monday.isValid())
        return week;
    QList<BoardSheet> days;
    for (int place = 0; place < facts.days.size(); ++place) {
        days.append(dayOf(facts, place));
        week.columns.append(columnOf(days.last(), facts.owner));
        week.hiddenCancelled += days.last().hiddenCancelled;
    }
    week.days = gridsOf(facts, days);
    week.grid = week.days.takeLast();
    return week;
}

QList<WeekOwner> weekOwners(const WeekFacts &facts)
{
    QList<WeekOwner> owners;
    for (const SeatHours &row :
         facts.hours ? onlyOn(facts.monday, *facts.hours) : QList<SeatHours>()) {
        owners.append({row.doctor, row.department,
                       row.doctor.isNull() ? row.departmentName : row.doctorName});
    }
    if (facts.hours)
        return owners;
    for (const Doctor &doctor : facts.doctors)
        owners.append({doctor.id,
                       {},
                       doctor.title.isEmpty()
                           ? doctor.family
                           : QString(doctor.title % QChar::Space % doctor.family)});
    for (const Department &department : facts.departments) {
        if (department.capacity > 0)
            owners.append({{}, department.id, department.name});
    }
    return owners;
}

} // namespace clinidesk
