#pragma once

#include "core/booking/LaneLayout.h"

#include <QPoint>
#include <QRect>
#include <QSize>

namespace clinidesk {

/// Where everything of the board stands: time downwards, a column each, names above and times
/// beside, both staying in sight. A value; all lengths in pixels of the board's viewport.
struct BoardGeometry
{
    struct Span
    {
        qreal from = 0; ///< In lines.
        qreal until = 0;
    };

    int rows = 0;
    int columns = 0;
    int rowHeight = 1;
    int columnWidth = 1;
    int headHeight = 0;
    int axisWidth = 0;
    QSize view;
    QPoint scroll;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    [[nodiscard]] QRect grid() const; ///< What scrolls.
    [[nodiscard]] QRect head() const;
    [[nodiscard]] QRect axis() const;
    [[nodiscard]] QSize content() const { return {columns * columnWidth, rows * rowHeight}; }

    /// A whole column, as far as there are lines.
    [[nodiscard]] QRect column(int index) const;
    [[nodiscard]] QRect columnHead(int index) const;
    [[nodiscard]] int topOf(qreal lines) const;
    [[nodiscard]] QRect span(int column, const Span &span, const LanePlace &place = {}) const;
    [[nodiscard]] QRect cell(int column, int row) const
    {
        return span(column, {qreal(row), qreal(row + 1)});
    }

    /// First and last in sight; the last is before the first when there are none.
    [[nodiscard]] std::pair<int, int> columnsInSight() const;
    [[nodiscard]] std::pair<int, int> rowsInSight() const;
    /// Which line is at height @p y, and how much of it is above; also beyond the first and last.
    [[nodiscard]] qreal linesAt(int y) const
    {
        return qreal(y - headHeight + scroll.y()) / rowHeight;
    }
    /// -1 outside.
    [[nodiscard]] int columnAt(const QPoint &point) const;
    /// -1 outside.
    [[nodiscard]] int rowAt(const QPoint &point) const;

private:
    [[nodiscard]] QRect placed(const QRect &rect) const;
};

} // namespace clinidesk
