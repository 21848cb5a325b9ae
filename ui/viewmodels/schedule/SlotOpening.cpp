#include "ui/viewmodels/schedule/SlotOpening.h"

#include <QTimeZone>

#include <utility>

namespace clinidesk {

SlotOpening::SlotOpening(DayBoardViewModel &board, QObject *parent)
    : QObject(parent)
    , m_board(board)
{
    connect(&m_board, &DayBoardViewModel::changed, this, &SlotOpening::follow);
}

void SlotOpening::open(const Slot &slot)
{
    m_slot.reset();
    m_board.showSlot(slot);
    m_slot = slot;
    m_day = m_board.date();
    follow();
}

void SlotOpening::follow()
{
    const bool isOnItsWay
        = m_board.state() == ListState::Idle || m_board.state() == ListState::Loading;
    if (!m_slot || (isOnItsWay && m_board.date() == m_day))
        return;
    const Slot slot = *std::exchange(m_slot, {});
    if (m_board.state() != ListState::Shown || !isAtCursor(slot))
        return;
    const auto wanted = std::chrono::minutes(slot.startsAt.secsTo(slot.endsAt) / 60);
    const auto more = wanted - m_board.timeAtCursor().length;
    if (more.count() != 0)
        m_board.lengthen(int(more / DayBoardViewModel::lengthStep));
    m_board.openSlot();
}

bool SlotOpening::isAtCursor(const Slot &slot) const
{
    const BoardTime time = m_board.timeAtCursor();
    const BoardColumn *column = m_board.sheet().column(time.column);
    return column && !m_board.chosen() && column->doctor == slot.doctor
        && (!slot.doctor.isNull() || column->department == slot.department)
        && time.startsAt == slot.startsAt;
}

} // namespace clinidesk
