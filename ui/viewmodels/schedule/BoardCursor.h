#pragma once

#include "ui/viewmodels/schedule/BoardSheet.h"

namespace clinidesk {

/// Where the keys are on the board: a line of a column, and there an appointment or free time.
struct BoardCursor
{
    enum class Step { Up, Down, Left, Right, FirstLine, LastLine, FirstColumn, LastColumn };

    int column = 0;
    int row = 0;
    AppointmentId appointment; ///< Null: the time itself.

    friend bool operator==(const BoardCursor &, const BoardCursor &) = default;
};

/// One step further; the same at the edge. From an appointment one goes to where it ends, not
/// through each of its lines; beside one another in a cell they come in the order of their lanes,
/// and a free seat after them.
[[nodiscard]] BoardCursor stepped(const BoardSheet &sheet, const BoardCursor &from,
                                  BoardCursor::Step step);

/// Line @p row of @p column, within the sheet, on the first appointment that stands there.
[[nodiscard]] BoardCursor cursorAt(const BoardSheet &sheet, int column, int row);
/// On appointment @p id, where that is here.
[[nodiscard]] std::optional<BoardCursor> cursorOn(const BoardSheet &sheet, AppointmentId id);

/// @p cursor after @p before has become @p now: on the same appointment, or else at the same time
/// of the same column.
[[nodiscard]] BoardCursor carried(const BoardSheet &before, const BoardCursor &cursor,
                                  const BoardSheet &now);

} // namespace clinidesk
