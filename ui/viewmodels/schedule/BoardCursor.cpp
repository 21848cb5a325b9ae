#include "ui/viewmodels/schedule/BoardCursor.h"

#include <algorithm>

namespace clinidesk {

namespace {

using Step = BoardCursor::Step;

BoardCursor upOrDown(const BoardSheet &sheet, const BoardCursor &from, Step step)
{
    const BoardEntry *entry = sheet.find(from.appointment);
    if (!entry)
        return cursorAt(sheet, from.column, from.row + (step == Step::Up ? -1 : 1));
    const Appointment &on = entry->appointment;
    if (step == Step::Up) {
        const int begins = sheet.gridOf(from.column).rowAt(on.startsAt);
        return cursorAt(sheet, from.column, (begins < 0 ? from.row : begins) - 1);
    }
    const int ends = sheet.gridOf(from.column).rowAt(on.endsAt);
    return cursorAt(sheet, from.column, ends < 0 ? sheet.rows() - 1 : std::max(ends, from.row + 1));
}

BoardCursor aside(const BoardSheet &sheet, const BoardCursor &from, Step step)
{
    const QList<AppointmentId> here = sheet.entriesAt(from.column, from.row);
    const BoardColumn *column = sheet.column(from.column);
    const int place = int(here.indexOf(from.appointment));
    const bool hasFreeSeat = column && here.size() < column->seats && !here.isEmpty();
    BoardCursor to = from;
    if (step == Step::Right) {
        if (place >= 0 && place + 1 < here.size())
            to.appointment = here.at(place + 1);
        else if (place >= 0 && hasFreeSeat)
            to.appointment = {};
        else if (from.column + 1 < sheet.columns.size())
            to = cursorAt(sheet, from.column + 1, from.row);
        return to;
    }
    if (place > 0) {
        to.appointment = here.at(place - 1);
    } else if (place < 0 && hasFreeSeat) {
        to.appointment = here.last();
    } else if (from.column > 0) {
        to = cursorAt(sheet, from.column - 1, from.row);
        const QList<AppointmentId> there = sheet.entriesAt(to.column, to.row);
        if (!there.isEmpty())
            to.appointment
                = there.size() < sheet.columns.at(to.column).seats ? AppointmentId() : there.last();
    }
    return to;
}

} // namespace

BoardCursor cursorAt(const BoardSheet &sheet, int column, int row)
{
    BoardCursor cursor;
    cursor.column = std::clamp(column, 0, std::max(0, int(sheet.columns.size()) - 1));
    cursor.row = std::clamp(row, 0, std::max(0, sheet.rows() - 1));
    cursor.appointment = sheet.entriesAt(cursor.column, cursor.row).value(0);
    return cursor;
}

std::optional<BoardCursor> cursorOn(const BoardSheet &sheet, AppointmentId id)
{
    const BoardEntry *entry = sheet.find(id);
    if (!entry)
        return {};
    BoardCursor cursor;
    cursor.column = sheet.columnWith(id);
    cursor.row = std::max(0, sheet.gridOf(cursor.column).rowAt(entry->appointment.startsAt));
    cursor.appointment = id;
    return cursor;
}

BoardCursor stepped(const BoardSheet &sheet, const BoardCursor &from, BoardCursor::Step step)
{
    switch (step) {
    case Step::Up:
    case Step::Down:
        return upOrDown(sheet, from, step);
    case Step::Left:
    case Step::Right:
        return aside(sheet, from, step);
    case Step::FirstLine:
        return cursorAt(sheet, from.column, 0);
    case Step::LastLine:
        return cursorAt(sheet, from.column, sheet.rows() - 1);
    case Step::FirstColumn:
        return cursorAt(sheet, 0, from.row);
    case Step::LastColumn:
        return cursorAt(sheet, int(sheet.columns.size()) - 1, from.row);
    }
    Q_UNREACHABLE();
}

BoardCursor carried(const BoardSheet &before, const BoardCursor &cursor, const BoardSheet &now)
{
    const bool wasFree = cursor.appointment.isNull();
    if (!wasFree) {
        if (const auto same = cursorOn(now, cursor.appointment))
            return *same;
    }
    int column = cursor.column;
    const BoardColumn *was = before.column(cursor.column);
    if (was && now.days.isEmpty()) {
        const int same = now.indexOf(was->doctor, was->department, was->clinic);
        column = same >= 0 ? same : column;
    }
    int row = cursor.row;
    if (row < before.rows()) {
        const GridRow &line = before.gridOf(cursor.column).rows().at(row);
        const int same = before.day == now.day ? now.gridOf(column).rowAt(line.startsAt)
                                               : now.gridOf(column).rowShowing(line.local);
        row = same >= 0 ? same : row;
    }
    BoardCursor there = cursorAt(now, column, row);
    const BoardColumn *within = now.column(there.column);
    const auto here = now.entriesAt(there.column, there.row);
    if (wasFree && before.day == now.day && within && here.size() < within->seats)
        there.appointment = {};
    return there;
}

} // namespace clinidesk
