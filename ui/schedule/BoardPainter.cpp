#include "ui/schedule/BoardPainter.h"

#include "core/patients/Patient.h"
#include "ui/theme/StatusLook.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QColor mixed(const QColor &ground, const QColor &ink, qreal share)
{
    const auto mix = [share](float from, float to) {
        return float(qreal(from) * (1 - share) + qreal(to) * share);
    };
    return QColor::fromRgbF(mix(ground.redF(), ink.redF()), mix(ground.greenF(), ink.greenF()),
                            mix(ground.blueF(), ink.blueF()));
}

} // namespace

BoardPainter::BoardPainter(const QWidget *widget)
    : m_widget(widget)
{
    for (int status = 0; status < statusCount; ++status)
        m_signs[size_t(status)] = statusIcon(Status(status));
}

BoardGeometry::Span BoardPainter::spanOf(const BoardSheet &sheet, int column,
                                         const QDateTime &startsAt, const QDateTime &endsAt)
{
    const DayGrid &grid = sheet.gridOf(column);
    return {grid.fractionAt(startsAt), grid.fractionAt(endsAt)};
}

bool BoardPainter::isInSight(const QRect &rect) const
{
    return rect.intersects(m_geometry->grid());
}

void BoardPainter::paint(QPainter &painter, const BoardGeometry &geometry,
                         const BoardPicture &picture)
{
    m_painter = &painter;
    m_geometry = &geometry;
    m_picture = &picture;
    m_look = lookOf(m_widget->palette());
    m_em = Theme::em(m_widget);
    painter.fillRect(QRect(QPoint(), geometry.view), of(Colour::Window));
    painter.save();
    painter.setClipRect(geometry.grid());
    const auto [first, last] = geometry.columnsInSight();
    for (int column = first; column <= last; ++column)
        paintGround(column);
    paintLines();
    for (int column = first; column <= last; ++column) {
        for (const BoardEntry &entry : picture.sheet.columns.at(column).entries)
            paintEntry(column, entry);
    }
    paintNow();
    paintWanted();
    paintCursor();
    painter.restore();
    paintHeads();
    paintAxis();
}

void BoardPainter::paintGround(int column)
{
    const BoardColumn &shown = m_picture->sheet.columns.at(column);
    const QRect whole = m_geometry->column(column) & m_geometry->grid();
    if (!shown.areHoursKnown) {
        m_painter->fillRect(whole, of(Colour::Surface));
    } else {
        m_painter->fillRect(whole, of(Colour::Window));
        m_painter->fillRect(whole, QBrush(of(Colour::Hairline), Qt::BDiagPattern));
        for (const OpenSpan &open : shown.hours) {
            const QRect rect = m_geometry->span(
                column, spanOf(m_picture->sheet, column, open.startsAt, open.endsAt));
            m_painter->fillRect(rect & whole, of(Colour::Surface));
        }
    }
    for (const Away &away : shown.away)
        paintShade(column, spanOf(m_picture->sheet, column, away.startsAt, away.endsAt),
                   Colour::WarningFill, Qt::FDiagPattern,
                   away.reason.isEmpty() ? BoardWording::tr("Away")
                                         : BoardWording::tr("Away: %1").arg(away.reason));
    paintMissing(column);
    paintGhosts(column);
}

void BoardPainter::paintShade(int column, const BoardGeometry::Span &span, Colour ground,
                              Qt::BrushStyle pattern, const QString &text)
{
    const QRect rect = m_geometry->span(column, span);
    if (!isInSight(rect))
        return;
    const QRect seen = rect & m_geometry->grid();
    m_painter->fillRect(seen, of(ground));
    m_painter->fillRect(seen, QBrush(of(Colour::Hairline), pattern));
    const int line = m_widget->fontMetrics().height();
    QRect room = rect.adjusted(m_em / 2, m_em / 4, -m_em / 2, 0);
    // As long as anything of it is in sight, one can read why.
    room.setTop(std::clamp(room.top(), m_geometry->headHeight + m_em / 4,
                           std::max(room.top(), rect.bottom() - line)));
    room.setHeight(line);
    drawText(room, text, TextStyle::Body, Colour::Text);
}

void BoardPainter::paintMissing(int column)
{
    const QList<GridRow> &rows = m_picture->sheet.gridOf(column).rows();
    for (int row = 0, end; row < rows.size(); row = end) {
        const GridRow::Kind kind = rows.at(row).kind;
        end = row + 1;
        if (kind != GridRow::Kind::Missing && kind != GridRow::Kind::Elsewhere)
            continue;
        while (end < rows.size() && rows.at(end).kind == kind)
            ++end;
        paintShade(column, {qreal(row), qreal(end)}, Colour::DeceasedFill, Qt::DiagCrossPattern,
                   kind == GridRow::Kind::Missing ? BoardWording::tr("No such time")
                                                  : BoardWording::tr("Not on this day"));
    }
}

/// What colleagues are about to book: dotted and framed, who, and for how long at most.
void BoardPainter::paintGhosts(int column)
{
    for (const BoardGhost &ghost : m_picture->sheet.columns.at(column).ghosts) {
        const BoardGeometry::Span span
            = spanOf(m_picture->sheet, column, ghost.startsAt, ghost.endsAt);
        const QRect rect = m_geometry->span(column, span);
        if (!isInSight(rect))
            continue;
        paintShade(column, span, Colour::InfoFill, Qt::Dense6Pattern,
                   BoardWording::ghost(ghost, m_picture->now));
        m_painter->setBrush(Qt::NoBrush);
        m_painter->setPen(QPen(of(Colour::Line), 1, Qt::DashLine));
        m_painter->drawRect(rect.adjusted(2, 1, -4, -2));
    }
}

void BoardPainter::paintLines()
{
    const auto [first, last] = m_geometry->rowsInSight();
    const auto [left, right] = m_geometry->columnsInSight();
    if (right < left)
        return;
    const QRect seen = (m_geometry->column(left) | m_geometry->column(right)) & m_geometry->grid();
    const QColor hour = of(Colour::Hairline);
    const QColor line = mixed(of(Colour::Surface), hour, 0.5);
    for (int row = first; row <= last; ++row) {
        m_painter->setPen(m_picture->sheet.grid.rows().at(row).local.minute() == 0 ? hour : line);
        m_painter->drawLine(seen.left(), m_geometry->topOf(row), seen.right(),
                            m_geometry->topOf(row));
    }
    m_painter->setPen(of(Colour::Line));
    for (int column = left; column <= right; ++column) {
        const QRect rect = m_geometry->column(column);
        const int edge = m_geometry->direction == Qt::LeftToRight ? rect.right() : rect.left();
        m_painter->drawLine(edge, seen.top(), edge, std::min(seen.bottom(), rect.bottom()));
    }
}

void BoardPainter::paintEntry(int column, const BoardEntry &entry)
{
    const Appointment &on = entry.appointment;
    const BoardGeometry::Span span = spanOf(m_picture->sheet, column, on.startsAt, on.endsAt);
    const QRect rect = m_geometry->span(column, span, entry.place).adjusted(2, 1, -3, -1);
    if (!isInSight(rect))
        return;
    const QColor ink = statusColour(m_look, on.status);
    const bool isCarried = m_picture->moving && m_picture->moving->id == on.id;
    const QColor ground = m_look == Look::HighContrast || isCarried
        ? of(Colour::Surface)
        : mixed(of(Colour::Surface), ink, m_look == Look::Dark ? 0.2 : 0.1);
    m_painter->setPen(QPen(mixed(of(Colour::Surface), ink, m_look == Look::HighContrast ? 1 : 0.6),
                           1, entry.isUnderWay || isCarried ? Qt::DashLine : Qt::SolidLine));
    m_painter->setBrush(ground);
    m_painter->drawRect(rect.adjusted(0, 0, -1, -1));
    const int bar = std::max(3, m_em / 4);
    const bool isLeft = m_geometry->direction == Qt::LeftToRight;
    QRect edge = rect;
    edge.setWidth(bar);
    if (!isLeft)
        edge.moveRight(rect.right());
    m_painter->fillRect(edge, ink);
    paintEntryTexts(rect.adjusted(isLeft ? bar + m_em / 3 : m_em / 3, 0,
                                  isLeft ? -m_em / 3 : -bar - m_em / 3, 0),
                    entry);
}

void BoardPainter::paintEntryTexts(const QRect &room, const BoardEntry &entry)
{
    const int line = m_widget->fontMetrics().height();
    QStringList lines = BoardWording::entry(entry, m_picture->now);
    const int fitting = std::max(1, (room.height() + line / 5) / line);
    m_painter->save();
    m_painter->setClipRect(room & m_geometry->grid());
    const int used = std::min(int(lines.size()), fitting) * line;
    QRect at(room.left(), room.top() + std::clamp((room.height() - used) / 2, 0, line / 6),
             room.width(), line);
    const Status status = entry.appointment.status;
    const QRect sign(m_geometry->direction == Qt::LeftToRight ? at.left() : at.right() - line + 1,
                     at.top(), line, line);
    m_signs[size_t(status)].paint(m_painter, sign);
    const int step = line + m_em / 5;
    QRect first = m_geometry->direction == Qt::LeftToRight ? at.adjusted(step, 0, 0, 0)
                                                           : at.adjusted(0, 0, -step, 0);
    const bool isStruck = statusLook(status).isStruck;
    const int wide = drawText(first, lines.first(), TextStyle::Strong, Colour::Text, isStruck);
    if (fitting == 1) {
        const int gap = wide + m_em / 2;
        first.adjust(m_geometry->direction == Qt::LeftToRight ? gap : 0, 0,
                     m_geometry->direction == Qt::LeftToRight ? 0 : -gap, 0);
        if (first.width() > 4 * m_em)
            drawText(first, lines.at(1), TextStyle::Body, Colour::Text);
    }
    for (int index = 1; index < std::min(fitting, int(lines.size())); ++index) {
        at.translate(0, line);
        drawText(at, lines.at(index), TextStyle::Body, Colour::Text);
    }
    m_painter->restore();
}

int BoardPainter::drawText(const QRect &room, const QString &text, TextStyle style, Colour ink,
                           bool isStruck)
{
    if (text.isEmpty() || room.width() <= m_em)
        return 0;
    QFont font = Theme::font(m_widget->font(), style);
    LaidOutText &kept = style == TextStyle::Strong ? m_strong : m_body;
    const QStaticText &line = kept.line(text, font, room.width());
    const int wide = int(line.size().width());
    const int left
        = m_geometry->direction == Qt::RightToLeft ? room.right() + 1 - wide : room.left();
    m_painter->setFont(font);
    m_painter->setPen(of(ink));
    m_painter->drawStaticText(left, room.top() + (room.height() - int(line.size().height())) / 2,
                              line);
    if (isStruck)
        m_painter->drawLine(left, room.center().y(), left + wide, room.center().y());
    return wide;
}

void BoardPainter::paintNow()
{
    const BoardSheet &sheet = m_picture->sheet;
    const qreal lines = sheet.linesAt(m_picture->now);
    if (lines < 0)
        return;
    const int y = m_geometry->topOf(lines);
    QRect across = m_geometry->grid();
    for (int column = 0; column < sheet.days.size(); ++column) {
        if (sheet.days.at(column).rowAt(m_picture->now) >= 0)
            across &= m_geometry->column(column);
    }
    m_painter->setPen(QPen(of(Colour::Danger), 2));
    if (!across.isEmpty())
        m_painter->drawLine(across.left(), y, across.right(), y);
}

void BoardPainter::paintWanted()
{
    if (!m_picture->wanted || !m_picture->wanted->startsAt.isValid())
        return;
    const BoardTime &wanted = *m_picture->wanted;
    const QRect rect
        = m_geometry
              ->span(wanted.column,
                     spanOf(m_picture->sheet, wanted.column, wanted.startsAt, wanted.endsAt()))
              .adjusted(2, 1, -3, -1);
    const BoardColumn *column = m_picture->sheet.column(wanted.column);
    // Whoever is about to book there stays legible.
    const bool isHeld
        = !m_picture->moving && column && ghostIn(*column, wanted.startsAt, wanted.endsAt());
    QColor veil = of(m_picture->moving ? Colour::InfoFill : Colour::Selection);
    if (m_picture->moving)
        veil.setAlpha(235);
    if (!isHeld)
        m_painter->fillRect(rect, veil);
    m_painter->setBrush(Qt::NoBrush);
    m_painter->setPen(QPen(of(Colour::Focus), 2, m_picture->moving ? Qt::DashLine : Qt::SolidLine));
    m_painter->drawRect(rect.adjusted(1, 1, -1, -1));
    if (isHeld)
        return;
    const int line = m_widget->fontMetrics().height();
    QRect room = rect.adjusted(m_em / 2, 1, -m_em / 2, 0);
    room.setHeight(std::min(line, rect.height()));
    const QString when = BoardWording::tr("%1, %2").arg(
        Wording::time(wanted.startsAt, m_picture->sheet.zone), BoardWording::length(wanted.length));
    const QString text = m_picture->moving
        ? QString(listName(m_picture->moving->family, m_picture->moving->given) % u", "_s % when)
        : when;
    drawText(room, text, TextStyle::Body, m_picture->moving ? Colour::Text : Colour::OnSelection);
}

void BoardPainter::paintCursor()
{
    if (m_picture->moving || m_picture->sheet.columns.isEmpty())
        return;
    const BoardCursor &at = m_picture->cursor;
    QRect rect;
    if (const BoardEntry *entry = m_picture->sheet.find(at.appointment)) {
        const Appointment &on = entry->appointment;
        rect = m_geometry->span(
            at.column, spanOf(m_picture->sheet, at.column, on.startsAt, on.endsAt), entry->place);
    } else if (m_picture->wanted && m_picture->wanted->startsAt.isValid()) {
        return; // The time itself is marked.
    } else {
        rect = m_geometry->cell(at.column, at.row);
    }
    m_painter->setBrush(Qt::NoBrush);
    m_painter->setPen(m_picture->hasFocus ? QPen(of(Colour::Focus), 3) : QPen(of(Colour::Line), 1));
    m_painter->drawRect(rect.adjusted(1, 1, -2, -2));
}

void BoardPainter::paintHeads()
{
    const QRect head = m_geometry->head();
    m_painter->fillRect(QRect(0, 0, m_geometry->view.width(), m_geometry->headHeight),
                        of(Colour::Rail));
    m_painter->save();
    m_painter->setClipRect(head);
    const int line = m_widget->fontMetrics().height();
    const auto [first, last] = m_geometry->columnsInSight();
    for (int column = first; column <= last; ++column) {
        const auto [name, beneath] = BoardWording::head(m_picture->sheet, column, m_picture->now);
        const QRect whole = m_geometry->columnHead(column);
        QRect room = whole.adjusted(m_em / 2, m_em / 3, -m_em / 2, 0);
        room.setHeight(line);
        drawText(room, name, TextStyle::Strong, Colour::Text);
        room.translate(0, line);
        drawText(room, beneath, TextStyle::Body, Colour::TextWeak);
        const int edge = m_geometry->direction == Qt::LeftToRight ? whole.right() : whole.left();
        m_painter->setPen(of(Colour::Line));
        m_painter->drawLine(edge, m_em / 3, edge, m_geometry->headHeight);
    }
    m_painter->restore();
    m_painter->setPen(of(Colour::Line));
    m_painter->drawLine(0, m_geometry->headHeight - 1, m_geometry->view.width(),
                        m_geometry->headHeight - 1);
}

/// Whole beside the now line, also where that is at the edge; invalid when it is out of sight.
QRect BoardPainter::nowLabel() const
{
    const qreal lines = m_picture->sheet.linesAt(m_picture->now);
    const QRect axis = m_geometry->axis();
    const int y = m_geometry->topOf(lines);
    if (lines < 0 || y < axis.top() || y > axis.bottom())
        return {};
    const int line = m_widget->fontMetrics().height();
    const int top
        = std::clamp(y - line / 2, axis.top(), std::max(axis.top(), axis.bottom() + 1 - line));
    return {axis.left() + m_em / 4, top, axis.width() - m_em / 2, line};
}

void BoardPainter::paintAxis()
{
    const QRect axis = m_geometry->axis();
    m_painter->fillRect(axis, of(Colour::Rail));
    m_painter->save();
    m_painter->setClipRect(axis);
    const int line = m_widget->fontMetrics().height();
    const QList<GridRow> &rows = m_picture->sheet.grid.rows();
    const QRect now = nowLabel();
    const auto [first, last] = m_geometry->rowsInSight();
    for (int row = first; row <= last; ++row) {
        const QRect room(axis.left() + m_em / 2, m_geometry->topOf(row) + 1, axis.width() - m_em,
                         line);
        const bool isHour = rows.at(row).local.minute() == 0;
        if (!room.intersects(now))
            drawText(room, BoardWording::line(rows.at(row)),
                     isHour ? TextStyle::Strong : TextStyle::Body,
                     isHour ? Colour::Text : Colour::TextWeak);
    }
    if (now.isValid()) {
        m_painter->fillRect(now, of(Colour::Danger));
        m_painter->setPen(of(m_look == Look::Light ? Colour::Surface : Colour::Window));
        m_painter->setFont(Theme::font(m_widget->font(), TextStyle::Strong));
        m_painter->drawText(now, Qt::AlignCenter,
                            Wording::time(m_picture->now, m_picture->sheet.zone));
    }
    m_painter->restore();
    const int edge = m_geometry->direction == Qt::LeftToRight ? axis.right() : axis.left();
    m_painter->setPen(of(Colour::Line));
    m_painter->drawLine(edge, 0, edge, m_geometry->view.height());
}

} // namespace clinidesk
