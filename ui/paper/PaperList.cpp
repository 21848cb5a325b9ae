#include "ui/paper/PaperList.h"

#include "core/paper/ColumnFit.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace clinidesk {

namespace {

using Kind = PaperRow::Kind;

constexpr qreal gap = 8 * PaperUnit::point; ///< Between columns.
constexpr qreal padding = 3 * PaperUnit::point; ///< Above and below a row's text.
constexpr qreal thin = 0.4 * PaperUnit::point;
constexpr qreal strong = 1 * PaperUnit::point;
constexpr int patientColumn = 1;

PaperType::Line lineOf(const PaperRow &row, qsizetype column)
{
    // What it says of itself stays readable: only time and name are struck.
    return row.look == PaperRow::Look::Struck && column <= patientColumn ? PaperType::Line::Struck
                                                                         : PaperType::Line::Plain;
}

} // namespace

PaperList::PaperList(PaperSection section, const PaperType &type, const QSizeF &room)
    : m_section(std::move(section))
    , m_type(type)
    , m_room(room)
{
    fitToWidth();
    QList<PaperBlock> blocks;
    for (const PaperRow &row : std::as_const(m_section.rows))
        blocks.append({.height = heightOf(row),
                       .kind = row.kind == Kind::Heading ? PaperBlock::Kind::Heading
                                                         : PaperBlock::Kind::Row});
    m_pages = paginate(blocks, m_room.height() - headHeight() - columnsHeight());
}

void PaperList::fitToWidth()
{
    QList<qreal> natural;
    for (qsizetype column = 0; column < m_section.columns.size(); ++column) {
        qreal widest = m_type.widthOf(m_section.columns.at(column), Style::Head);
        for (const PaperRow &row : std::as_const(m_section.rows)) {
            if (row.kind == Kind::Entry)
                widest = std::max(widest, m_type.widthOf(row.cells.value(column), Style::Body));
        }
        natural.append(widest);
    }
    const qreal gaps = gap * std::max<qreal>(0, qreal(natural.size()) - 1);
    m_widths = fitColumns(natural, m_room.width() - gaps, patientColumn);
}

qreal PaperList::headHeight() const
{
    qreal height = m_type.heightOf(m_section.title, Style::Title, m_room.width())
        + m_type.heightOf(m_section.subtitle, Style::Head, m_room.width()) + padding;
    for (const QString &remark : m_section.remarks)
        height += m_type.heightOf(remark, Style::Body, m_room.width());
    return height + 2 * padding;
}

qreal PaperList::columnsHeight() const
{
    qreal height = 0;
    for (qsizetype column = 0; column < m_widths.size(); ++column)
        height = std::max(
            height,
            m_type.heightOf(m_section.columns.at(column), Style::Head, m_widths.at(column)));
    return height + padding + strong;
}

qreal PaperList::indent() const
{
    return m_widths.isEmpty() ? 0 : m_widths.first() + gap;
}

qreal PaperList::heightOf(const PaperRow &row) const
{
    if (row.kind == Kind::Heading)
        return m_type.heightOf(row.note, Style::Head, m_room.width()) + 5 * padding;
    if (row.kind == Kind::Remark)
        return m_type.heightOf(row.note, Style::Body, m_room.width()) + 2 * padding;
    qreal height = 0;
    for (qsizetype column = 0; column < m_widths.size(); ++column)
        height = std::max(
            height, m_type.heightOf(row.cells.value(column), Style::Body, m_widths.at(column)));
    if (!row.note.isEmpty())
        height += m_type.heightOf(row.note, Style::Note, m_room.width() - indent());
    return height + 2 * padding;
}

QRectF PaperList::place(const QPointF &corner, const QRectF &room) const
{
    return m_type.turned(room, m_room.width()).translated(corner);
}

void PaperList::paint(QPainter &painter, int page, const QPointF &corner) const
{
    const PaperPageRange &range = m_pages.at(page);
    Spot spot{corner, 0};
    paintHead(painter, spot);
    paintColumns(painter, spot);
    const auto paintAt = [&](int index) {
        paintRow(painter, m_section.rows.at(index), spot);
        spot.y += heightOf(m_section.rows.at(index));
    };
    if (range.repeated >= 0)
        paintAt(range.repeated);
    for (int index = range.first; index < range.end; ++index)
        paintAt(index);
}

void PaperList::paintHead(QPainter &painter, Spot &spot) const
{
    const auto say = [&](const QString &text, Style style) {
        const QRectF room(0, spot.y, m_room.width(), 0);
        spot.y += m_type.draw(painter, place(spot.corner, room), {.text = text, .style = style});
    };
    say(m_section.title, Style::Title);
    say(m_section.subtitle, Style::Head);
    spot.y += padding;
    for (const QString &remark : m_section.remarks)
        say(remark, Style::Body);
    spot.y += 2 * padding;
}

void PaperList::paintColumns(QPainter &painter, Spot &spot) const
{
    qreal x = 0;
    for (qsizetype column = 0; column < m_widths.size(); ++column) {
        const QRectF room(x, spot.y, m_widths.at(column), 0);
        m_type.draw(painter, place(spot.corner, room),
                    {.text = m_section.columns.at(column), .style = Style::Head});
        x += m_widths.at(column) + gap;
    }
    spot.y += columnsHeight();
    paintRule(painter, {spot.corner, spot.y - strong}, strong);
}

void PaperList::paintRow(QPainter &painter, const PaperRow &row, const Spot &spot) const
{
    const auto whole = [&](Style style, qreal above) {
        const QRectF room(0, spot.y + above, m_room.width(), 0);
        m_type.draw(painter, place(spot.corner, room), {.text = row.note, .style = style});
    };
    paintRule(painter, {spot.corner, spot.y + heightOf(row)}, thin);
    if (row.kind == Kind::Heading)
        return whole(Style::Head, 4 * padding);
    if (row.kind == Kind::Remark)
        return whole(Style::Body, padding);
    qreal x = 0;
    qreal below = 0;
    for (qsizetype column = 0; column < m_widths.size(); ++column) {
        const QRectF room(x, spot.y + padding, m_widths.at(column), 0);
        below = std::max(below,
                         m_type.draw(painter, place(spot.corner, room),
                                     {.text = row.cells.value(column),
                                      .style = Style::Body,
                                      .line = lineOf(row, column)}));
        x += m_widths.at(column) + gap;
    }
    if (!row.note.isEmpty())
        m_type.draw(
            painter,
            place(spot.corner, {indent(), spot.y + padding + below, m_room.width() - indent(), 0}),
            {.text = row.note, .style = Style::Note});
}

void PaperList::paintRule(QPainter &painter, const Spot &spot, qreal width) const
{
    painter.fillRect(QRectF(spot.corner.x(), spot.corner.y() + spot.y, m_room.width(), width),
                     Qt::black);
}

} // namespace clinidesk
