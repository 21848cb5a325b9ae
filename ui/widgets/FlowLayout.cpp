#include "ui/widgets/FlowLayout.h"

#include <QSpacerItem>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <numeric>

namespace clinidesk {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

void FlowLayout::addCentred(QWidget *widget)
{
    addWidget(widget);
    setAlignment(widget, Qt::AlignVCenter);
}

void FlowLayout::addSpring()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins edges = contentsMargins();
    const QList<Row> rows = rowsIn(width - edges.left() - edges.right());
    const int gaps = std::max<int>(0, int(rows.size()) - 1) * gap() + edges.top() + edges.bottom();
    return std::accumulate(rows.begin(), rows.end(), gaps,
                           [](int sum, const Row &row) { return sum + row.height; });
}

void FlowLayout::setGeometry(const QRect &whole)
{
    QLayout::setGeometry(whole);
    const QRect room = whole.marginsRemoved(contentsMargins());
    int y = room.y();
    const QList<Row> rows = rowsIn(room.width());
    for (const Row &row : rows) {
        place(row, QRect(room.x(), y, room.width(), row.height));
        y += row.height + gap();
    }
}

QSize FlowLayout::minimumSize() const
{
    QSize widest;
    for (const QLayoutItem *item : m_items)
        widest = widest.expandedTo(item->minimumSize());
    return widest.grownBy(contentsMargins());
}

int FlowLayout::gap() const
{
    return std::max(spacing(), 4);
}

QSize FlowLayout::sizeOf(const QLayoutItem *item, int width)
{
    const QSize size = item->sizeHint();
    if (size.width() <= width)
        return size;
    return {width, item->hasHeightForWidth() ? item->heightForWidth(width) : size.height()};
}

QList<FlowLayout::Row> FlowLayout::rowsIn(int width) const
{
    QList<Row> rows;
    for (QLayoutItem *item : m_items) {
        const bool isSpring = item->spacerItem();
        if (item->isEmpty() && !isSpring)
            continue;
        const QSize size = sizeOf(item, width);
        const int before
            = rows.isEmpty() || rows.last().items.isEmpty() || isSpring ? 0 : gap() * 2;
        if (rows.isEmpty() || rows.last().width + before + size.width() > width)
            rows.append(Row{});
        Row &row = rows.last();
        row.width += (row.items.isEmpty() ? 0 : before) + size.width();
        row.height = std::max(row.height, size.height());
        row.items.append(item);
    }
    return rows;
}

void FlowLayout::place(const Row &row, const QRect &room) const
{
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    auto springs = std::count_if(row.items.begin(), row.items.end(),
                                 [](QLayoutItem *item) { return item->spacerItem(); });
    int spare = room.width() - row.width;
    int x = room.x();
    for (QLayoutItem *item : row.items) {
        if (item->spacerItem()) {
            const int part = spare / int(springs--);
            x += part;
            spare -= part;
            continue;
        }
        if (item != row.items.first())
            x += gap() * 2;
        const QSize size = sizeOf(item, room.width());
        const int lower
            = item->alignment() & Qt::AlignVCenter ? (room.height() - size.height()) / 2 : 0;
        // A widget that is aligned and given exactly its size doesn't align itself once more.
        item->setGeometry(
            QStyle::visualRect(direction, room, QRect(QPoint(x, room.y() + lower), size)));
        x += size.width();
    }
}

} // namespace clinidesk
