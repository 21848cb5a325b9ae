// What DayBoardViewModel opens, books, moves and lengthens.
#include "ui/viewmodels/schedule/BoardWording.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

void DayBoardViewModel::openSlot()
{
    if (!isTaking() || m_moving || !m_cursor.appointment.isNull())
        return;
    const BoardTime time = timeAtCursor();
    if (!m_changes.mayBook(m_sheet, time))
        return;
    if (const auto other = m_holds.open(holdWish(m_sheet, time)))
        return m_changes.refuse(BoardWording::held(m_sheet, time, *other));
    m_inPlace.open(time, BoardWording::time(m_sheet, time));
}

/// What is open is held, whatever opened, changed or closed it.
void DayBoardViewModel::followEditor()
{
    if (!m_inPlace.isOpen())
        return m_holds.letGo();
    m_holds.hold(holdWish(m_sheet, m_inPlace.time()));
    m_inPlace.setNote(BoardWording::open(m_sheet, m_holds));
}

void DayBoardViewModel::closeSlot()
{
    m_inPlace.close();
    m_inPlace.take();
}

void DayBoardViewModel::book(const Patient &patient)
{
    const BoardTime time = m_inPlace.time();
    const AppointmentId shown = m_changes.book(m_sheet, time, patient, m_inPlace.reason());
    if (shown.isNull())
        return;
    m_holds.keepFor(shown);
    m_longer = 0min;
    m_cursor = cursorOn(m_sheet, shown).value_or(m_cursor);
    m_inPlace.close();
    m_drafts.insert(shown, m_inPlace.take()); // Last: @p patient is among what was found.
}

void DayBoardViewModel::lengthen(int steps)
{
    if (!isTaking() || m_moving)
        return;
    const auto more = steps * lengthStep;
    if (const Appointment *on = chosen()) {
        const auto length = std::chrono::minutes(on->startsAt.secsTo(on->endsAt) / 60);
        return stretch(on->id, length + more);
    }
    const BoardTime before = timeAtCursor();
    const auto length
        = std::clamp(before.length + more, BoardChanges::shortest, BoardChanges::longest);
    m_longer += length - before.length;
    m_changes.forgetRefusal();
    emit cursorChanged();
}

void DayBoardViewModel::stretch(AppointmentId id, std::chrono::minutes length)
{
    if (const BoardEntry *entry = m_sheet.find(id); entry && isTaking())
        m_changes.resize(m_sheet, Appointment(entry->appointment), length);
}

void DayBoardViewModel::startMove()
{
    if (!canMove())
        return;
    m_moving = *chosen();
    m_changes.forgetRefusal();
    emit changed();
}

void DayBoardViewModel::togglePin()
{
    const Appointment *on = chosen();
    if (!on)
        return;
    if (m_pinboard.isPinned(on->id))
        return m_pinboard.unpin(on->id);
    if (!canMove())
        return;
    if (m_pinboard.isFull())
        return m_changes.refuse(tr("%n appointment(s) are pinned already. Move or unpin one first.",
                                   nullptr, Pinboard::most));
    m_pinboard.pin(Appointment(*on));
}

void DayBoardViewModel::takePinned(AppointmentId id)
{
    const auto row = m_pinboard.find(id);
    if (!row || m_moving || !m_mayPlace || !m_changes.canPlace(*row))
        return;
    m_inPlace.close();
    m_moving = row;
    m_changes.forgetRefusal();
    emit changed();
}

void DayBoardViewModel::drop()
{
    if (m_moving)
        moveTo(m_moving->id, timeAtCursor());
}

void DayBoardViewModel::moveTo(AppointmentId id, const BoardTime &to)
{
    const BoardEntry *entry = m_sheet.find(id);
    if (!m_moving && entry)
        m_moving = entry->appointment;
    if (!m_moving || m_moving->id != id || !isTaking())
        return;
    const int column = m_sheet.columnWith(id);
    if (column == to.column && m_moving->startsAt == to.startsAt)
        return stopMove();
    const Appointment moved = *m_moving;
    if (!m_changes.move(m_sheet, moved, to))
        return;
    letGo(id);
}

void DayBoardViewModel::dropAt(AppointmentId id, const BoardTime &to)
{
    moveTo(id, to);
    if (m_moving)
        letGo(id);
}

/// Nothing is in hand any more; the cursor is where @p id stands.
void DayBoardViewModel::letGo(AppointmentId id)
{
    m_moving.reset();
    m_cursor = cursorOn(m_sheet, id).value_or(m_cursor);
    emit changed();
}

void DayBoardViewModel::stopMove()
{
    if (!m_moving)
        return;
    m_changes.forgetRefusal();
    letGo(m_moving->id);
}

void DayBoardViewModel::act(Action action, const QString &why)
{
    const Appointment *on = chosen();
    if (!on || !can(action))
        return;
    m_changes.forgetRefusal();
    m_steps.act(Appointment(*on), action, why);
}

} // namespace clinidesk
