#include "ui/schedule/BoardGeometry.h"

#include <algorithm>
#include <cmath>

namespace clinidesk {

QRect BoardGeometry::placed(const QRect &rect) const
{
    if (direction == Qt::LeftToRight)
        return rect;
    return {view.width() - rect.left() - rect.width(), rect.top(), rect.width(), rect.height()};
}

QRect BoardGeometry::grid() const
{
    return placed(
        QRect(axisWidth, headHeight, view.width() - axisWidth, view.height() - headHeight));
}

QRect BoardGeometry::head() const
{
    return placed(QRect(axisWidth, 0, view.width() - axisWidth, headHeight));
}

QRect BoardGeometry::axis() const
{
    return placed(QRect(0, headHeight, axisWidth, view.height() - headHeight));
}

int BoardGeometry::topOf(qreal lines) const
{
    return headHeight - scroll.y() + int(std::lround(lines * rowHeight));
}

QRect BoardGeometry::column(int index) const
{
    return span(index, {0, qreal(rows)});
}

QRect BoardGeometry::columnHead(int index) const
{
    QRect above = column(index);
    above.setTop(0);
    above.setHeight(headHeight);
    return above;
}

QRect BoardGeometry::span(int column, const Span &span, const LanePlace &place) const
{
    const int left = axisWidth - scroll.x() + column * columnWidth;
    const int begins = left + columnWidth * place.lane / place.lanes;
    const int ends = left + columnWidth * (place.lane + 1) / place.lanes;
    const int top = topOf(span.from);
    return placed(QRect(begins, top, ends - begins, topOf(span.until) - top));
}

std::pair<int, int> BoardGeometry::columnsInSight() const
{
    const int wide = view.width() - axisWidth;
    return {std::max(0, scroll.x() / columnWidth),
            std::min(columns - 1, (scroll.x() + wide - 1) / columnWidth)};
}

std::pair<int, int> BoardGeometry::rowsInSight() const
{
    const int high = view.height() - headHeight;
    return {std::max(0, scroll.y() / rowHeight),
            std::min(rows - 1, (scroll.y() + high - 1) / rowHeight)};
}

int BoardGeometry::columnAt(const QPoint &point) const
{
    const int x = direction == Qt::LeftToRight ? point.x() : view.width() - 1 - point.x();
    const int index = (x - axisWidth + scroll.x()) / columnWidth;
    return x >= axisWidth && index < columns ? index : -1;
}

int BoardGeometry::rowAt(const QPoint &point) const
{
    const int index = (point.y() - headHeight + scroll.y()) / rowHeight;
    return point.y() >= headHeight && index < rows ? index : -1;
}

} // namespace clinidesk
