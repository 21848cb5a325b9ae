#pragma once

#include "ui/schedule/BoardGeometry.h"
#include "ui/viewmodels/schedule/BoardModel.h"

#include <QPoint>

#include <optional>

namespace clinidesk {

/// An appointment in the hand of a pointer: taken up to be put elsewhere, or by its lower edge to
/// last longer or shorter. A value; points are those of the board's viewport.
class BoardDrag final
{
public:
    enum class Kind { Move, Stretch };

    /// Which of the two a press at @p point, within @p rect of the appointment, begins.
    [[nodiscard]] static Kind kindAt(const QPoint &point, const QRect &rect);

    /// Pressed at @p point on the appointment at @p rect; nothing moves before follow().
    void press(Kind kind, AppointmentId appointment, const QPoint &point, const QRect &rect);
    /// Whether the pointer at @p point has the appointment in hand; a hand that trembles has not.
    [[nodiscard]] bool follow(const BoardSheet &sheet, const BoardGeometry &geometry,
                              const QPoint &point);
    /// Lets it go.
    void end();

    [[nodiscard]] bool isPressed() const { return m_pressedAt.has_value(); }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] AppointmentId appointment() const { return m_appointment; }
    /// Where it would go; nothing while it isn't in hand. Beside the board the column is -1.
    [[nodiscard]] const std::optional<BoardTime> &time() const { return m_time; }

private:
    [[nodiscard]] BoardTime moved(const BoardSheet &sheet, const BoardGeometry &geometry,
                                  const BoardEntry &entry, const QPoint &point) const;
    [[nodiscard]] BoardTime stretched(const BoardSheet &sheet, const BoardGeometry &geometry,
                                      const BoardEntry &entry, const QPoint &point) const;

    Kind m_kind = Kind::Move;
    std::optional<QPoint> m_pressedAt;
    AppointmentId m_appointment;
    int m_grip = 0; ///< How far below its start, or above its end, it is held.
    std::optional<BoardTime> m_time;
};

} // namespace clinidesk
