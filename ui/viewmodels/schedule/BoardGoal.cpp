#include "ui/viewmodels/schedule/BoardGoal.h"

#include <algorithm>
#include <utility>

namespace clinidesk {

BoardCursor BoardGoal::reached(const BoardSheet &sheet, const BoardCursor &cursor,
                               const QDateTime &now)
{
    const bool wasLaidOpen = std::exchange(m_isLaidOpen, true);
    if (const auto slot = std::exchange(m_slot, {})) {
        const int column = sheet.indexOf(slot->doctor, slot->department);
        const int row = sheet.grid.rowAt(slot->startsAt);
        return column >= 0 && row >= 0 ? cursorAt(sheet, column, row) : cursor;
    }
    if (const auto time = std::exchange(m_time, {})) {
        const int row = sheet.grid.rowShowing(*time);
        return row >= 0 ? cursorAt(sheet, cursor.column, row) : cursor;
    }
    if (wasLaidOpen)
        return cursor;
    return cursorAt(sheet, cursor.column, std::max(0, sheet.grid.rowAt(now)));
}

} // namespace clinidesk
