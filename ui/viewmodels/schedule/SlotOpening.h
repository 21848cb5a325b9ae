#pragma once

#include "ui/viewmodels/schedule/DayBoardViewModel.h"

namespace clinidesk {

/// Leads to a free time on the day board and opens it there, once its day is read. What has been
/// taken since is only gone to; going elsewhere meanwhile ends it.
class SlotOpening final : public QObject
{
    Q_OBJECT

public:
    /// @p board outlives it.
    SlotOpening(DayBoardViewModel &board, QObject *parent);

    void open(const Slot &slot);

private:
    void follow();
    [[nodiscard]] bool isAtCursor(const Slot &slot) const;

    DayBoardViewModel &m_board;
    std::optional<Slot> m_slot;
    QDate m_day;
};

} // namespace clinidesk
