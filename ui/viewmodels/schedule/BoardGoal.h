#pragma once

#include "core/booking/FreeSlots.h"
#include "ui/viewmodels/schedule/BoardCursor.h"

#include <QTime>

#include <optional>

namespace clinidesk {

/// Where somebody wanted to go on the board before the day was there: first of all to now. A value.
class BoardGoal final
{
public:
    void setTime(QTime local) { m_time = local; }
    void setSlot(const Slot &slot) { m_slot = slot; }
    /// The board is another one: to now once more.
    void startAnew() { m_isLaidOpen = false; }

    /// Where @p cursor goes on @p sheet, which has lines; there the goal is reached. What isn't on
    /// the sheet leaves the cursor where it is.
    [[nodiscard]] BoardCursor reached(const BoardSheet &sheet, const BoardCursor &cursor,
                                      const QDateTime &now);

private:
    std::optional<QTime> m_time;
    std::optional<Slot> m_slot; ///< A time in its own column; goes before the other.
    bool m_isLaidOpen = false; ///< The cursor has once been put on the now of the day.
};

} // namespace clinidesk
