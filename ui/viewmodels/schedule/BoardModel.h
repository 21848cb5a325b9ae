#pragma once

#include "ui/viewmodels/schedule/BoardCursor.h"
#include "ui/viewmodels/schedule/BoardRules.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// What a board of columns of time shows and where its keys are: everybody's day, or somebody's
/// week. What can't be done on a board is simply not overridden.
class BoardModel : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const BoardSheet &sheet() const = 0;
    [[nodiscard]] virtual const BoardCursor &cursor() const = 0;
    [[nodiscard]] virtual QDateTime now() const = 0;
    virtual void setCursor(const BoardCursor &cursor) = 0;
    void step(BoardCursor::Step step) { setCursor(stepped(sheet(), cursor(), step)); }

    /// A time that is open, or where what is in hand would go: marked whoever has the focus.
    [[nodiscard]] virtual std::optional<BoardTime> taken() const { return {}; }
    /// The free time at the cursor that Enter would book.
    [[nodiscard]] virtual std::optional<BoardTime> bookable() const { return {}; }

    /// What is being moved, as it was; null otherwise.
    [[nodiscard]] virtual const Appointment *moving() const { return nullptr; }
    /// Whether the appointment at the cursor can be.
    [[nodiscard]] virtual bool canMove() const { return false; }
    /// Whether @p id can last longer or shorter.
    [[nodiscard]] virtual bool canStretch(AppointmentId id) const
    {
        Q_UNUSED(id);
        return false;
    }
    virtual void stretch(AppointmentId id, std::chrono::minutes length)
    {
        Q_UNUSED(id);
        Q_UNUSED(length);
    }
    /// Where the cursor is.
    virtual void drop() { }
    /// Where the pointer let it go: unlike with the keys nothing is in hand afterwards.
    virtual void dropAt(AppointmentId id, const BoardTime &to)
    {
        Q_UNUSED(id);
        Q_UNUSED(to);
    }

signals:
    /// What is on the board is another.
    void changed();
    /// Only the place of the keys, or of what is being moved, is another.
    void cursorChanged();
    /// While colleagues' holds are counted down.
    void secondPassed();
};

} // namespace clinidesk
