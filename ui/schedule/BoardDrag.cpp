#include "ui/schedule/BoardDrag.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int edge = 6; ///< In pixels; of what is low, a third.
constexpr int step = 5; ///< In minutes.

int minutesOf(const Appointment &appointment)
{
    return int(appointment.startsAt.secsTo(appointment.endsAt) / 60);
}

} // namespace

BoardDrag::Kind BoardDrag::kindAt(const QPoint &point, const QRect &rect)
{
    return rect.bottom() - point.y() < std::min(edge, rect.height() / 3) ? Kind::Stretch
                                                                         : Kind::Move;
}

void BoardDrag::press(Kind kind, AppointmentId appointment, const QPoint &point, const QRect &rect)
{
    m_kind = kind;
    m_appointment = appointment;
    m_pressedAt = point;
    m_grip = kind == Kind::Move ? point.y() - rect.top() : rect.bottom() + 1 - point.y();
    m_time.reset();
}

bool BoardDrag::follow(const BoardSheet &sheet, const BoardGeometry &geometry, const QPoint &point)
{
    const BoardEntry *entry = sheet.find(m_appointment);
    if (!m_pressedAt || !entry)
        return false;
    const bool isDrag
        = (point - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!m_time && !isDrag)
        return false;
    m_time = m_kind == Kind::Move ? moved(sheet, geometry, *entry, point)
                                  : stretched(sheet, geometry, *entry, point);
    return true;
}

void BoardDrag::end()
{
    m_pressedAt.reset();
    m_time.reset();
}

BoardTime BoardDrag::moved(const BoardSheet &sheet, const BoardGeometry &geometry,
                           const BoardEntry &entry, const QPoint &point) const
{
    BoardTime time{.column = geometry.columnAt(point),
                   .startsAt = {},
                   .length = std::chrono::minutes(minutesOf(entry.appointment))};
    const int row = geometry.rowAt(point - QPoint(0, m_grip - geometry.rowHeight / 2));
    time.startsAt = sheet.startAt(time.column, row, m_appointment);
    return time;
}

/// To the next five minutes at the lower edge; in a line that has no time to the end before it.
BoardTime BoardDrag::stretched(const BoardSheet &sheet, const BoardGeometry &geometry,
                               const BoardEntry &entry, const QPoint &point) const
{
    const int column = sheet.columnWith(m_appointment);
    const DayGrid &grid = sheet.gridOf(column);
    const QDateTime start = entry.appointment.startsAt;
    const qreal lines = geometry.linesAt(point.y() + m_grip);
    QDateTime ends = start;
    for (int row = 0; row < grid.rows().size() && row < lines; ++row) {
        const GridRow &line = grid.rows().at(row);
        if (!line.startsAt.isValid())
            continue;
        const qreal within = std::min(1.0, lines - row);
        ends = line.startsAt.addMSecs(
            std::llround(within * qreal(line.startsAt.msecsTo(line.endsAt))));
    }
    const int minutes = int(std::lround(qreal(start.secsTo(ends)) / 60 / step)) * step;
    return {.column = column,
            .startsAt = start,
            .length = std::chrono::minutes(std::max(step, minutes))};
}

} // namespace clinidesk
