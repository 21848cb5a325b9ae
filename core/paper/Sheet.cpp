#include "core/paper/Sheet.h"

#include <algorithm>
#include <tuple>

namespace clinidesk {

namespace {

GridRow::Kind kindAt(const DayGrid &grid, const QDateTime &instant)
{
    const int row = grid.rowAt(instant);
    return row < 0 ? GridRow::Kind::Usual : grid.rows().at(row).kind;
}

std::optional<ClockTurn> turnOf(const DayGrid &grid)
{
    const QList<GridRow> &rows = grid.rows();
    const auto is = [](GridRow::Kind kind) {
        return [kind](const GridRow &row) { return row.kind == kind; };
    };
    const auto missing = std::find_if(rows.cbegin(), rows.cend(), is(GridRow::Kind::Missing));
    if (missing != rows.cend()) {
        const auto after = std::find_if_not(missing, rows.cend(), is(GridRow::Kind::Missing));
        return ClockTurn{missing->local, after == rows.cend() ? QTime(0, 0) : after->local};
    }
    const auto second = std::find_if(rows.cbegin(), rows.cend(), is(GridRow::Kind::Second));
    if (second == rows.cbegin() || second == rows.cend())
        return {};
    const GridRow &last = *(second - 1);
    return ClockTurn{last.local.addMSecs(int(last.startsAt.msecsTo(last.endsAt))), second->local};
}

const SeatHours *hoursOf(const QList<SeatHours> &all, QDate day, const SheetOwner &owner)
{
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const SeatHours &each) {
        return each.day == day && each.doctor == owner.doctor
            && (!owner.doctor.isNull() || each.department == owner.department);
    });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace

SheetOwner ownerOf(const Appointment &appointment)
{
    if (appointment.doctor.isNull())
        return {
            .doctor = {}, .department = appointment.department, .name = appointment.departmentName};
    return {.doctor = appointment.doctor, .department = {}, .name = appointment.doctorName};
}

DaySheet daySheet(const DayFacts &facts, const SheetOwner &owner)
{
    const DayGrid grid(facts.day, facts.zone, {}, {}, std::chrono::minutes(15));
    DaySheet sheet{.day = facts.day,
                   .zone = facts.zone,
                   .owner = owner,
                   .hours = {},
                   .turn = turnOf(grid),
                   .lines = {}};
    const auto add = [&](SheetLine line) {
        line.startsOn = kindAt(grid, line.startsAt);
        line.endsOn = kindAt(grid, line.endsAt);
        sheet.lines.append(std::move(line));
    };
    for (const Appointment &each : facts.appointments) {
        if (ownerOf(each).isSameAs(owner))
            add({.kind = SheetLine::Kind::Appointment,
                 .startsAt = each.startsAt,
                 .endsAt = each.endsAt,
                 .appointment = each,
                 .reason = {}});
    }
    if (facts.hours) {
        const SeatHours *own = hoursOf(*facts.hours, facts.day, owner);
        sheet.hours = own ? own->hours : QList<OpenSpan>();
        for (const Away &away : own ? own->away : QList<Away>())
            add({.kind = SheetLine::Kind::Away,
                 .startsAt = away.startsAt,
                 .endsAt = away.endsAt,
                 .appointment = {},
                 .reason = away.reason});
    }
    const auto order = [](const SheetLine &line) {
        return std::tuple(line.startsAt, line.kind != SheetLine::Kind::Away,
                          line.appointment ? line.appointment->id.value() : 0);
    };
    std::stable_sort(sheet.lines.begin(), sheet.lines.end(),
                     [&](const SheetLine &a, const SheetLine &b) { return order(a) < order(b); });
    return sheet;
}

QList<SheetOwner> ownersIn(const DayFacts &facts)
{
    QList<SheetOwner> owners;
    const auto add = [&owners](const SheetOwner &owner) {
        const auto isIt = [&](const SheetOwner &each) { return each.isSameAs(owner); };
        if (std::none_of(owners.cbegin(), owners.cend(), isIt))
            owners.append(owner);
    };
    for (const SeatHours &each : facts.hours.value_or(QList<SeatHours>())) {
        if (each.day == facts.day && !each.hours.isEmpty())
            add(each.doctor.isNull() ? SheetOwner{{}, each.department, each.departmentName}
                                     : SheetOwner{each.doctor, {}, each.doctorName});
    }
    for (const Appointment &each : facts.appointments)
        add(ownerOf(each));
    std::stable_sort(owners.begin(), owners.end(), [](const SheetOwner &a, const SheetOwner &b) {
        const auto place = [](const SheetOwner &owner) {
            return std::tuple(owner.doctor.isNull(), owner.name, owner.doctor.value(),
                              owner.department.value());
        };
        return place(a) < place(b);
    });
    return owners;
}

QDate weekOf(QDate day, Qt::DayOfWeek firstDay)
{
    return day.addDays(-((day.dayOfWeek() - int(firstDay) + 7) % 7));
}

} // namespace clinidesk
