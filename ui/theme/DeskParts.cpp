#include "ui/theme/DeskParts.h"

#include "ui/theme/Colour.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace clinidesk {

qreal DeskParts::ringWidth(qreal em)
{
    return std::max(2.0, em * 0.16);
}

void DeskParts::drawBox(QPainter *painter, const QRectF &rect, const QColor &ground,
                        const QPen &border, qreal em)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(ground);
    painter->setPen(border);
    const qreal inset = border.style() == Qt::NoPen ? 0 : border.widthF() / 2;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), em * 0.35, em * 0.35);
    painter->restore();
}

void DeskParts::drawButtonLabel(QPainter *painter, const QStyleOptionButton &option,
                                const QColor &ink, qreal em)
{
    const bool hasIcon = !option.icon.isNull() && option.iconSize.isValid();
    const int iconWidth = hasIcon ? option.iconSize.width() : 0;
    const int gap = hasIcon && !option.text.isEmpty() ? int(em * 0.5) : 0;
    const int widest = std::max(0, option.rect.width() - iconWidth - gap);
    const int text
        = std::min(option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width(), widest);
    QRect both(0, 0, iconWidth + gap + text, option.rect.height());
    both.moveCenter(option.rect.center());
    const auto visual
        = [&](const QRect &part) { return QStyle::visualRect(option.direction, both, part); };

    painter->save();
    if (hasIcon) {
        const bool isEnabled = option.state & QStyle::State_Enabled;
        const QRect place(both.left(), both.center().y() - option.iconSize.height() / 2, iconWidth,
                          option.iconSize.height());
        option.icon.paint(painter, visual(place), Qt::AlignCenter,
                          isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter->setPen(ink);
    const int flags = Qt::TextSingleLine | Qt::TextShowMnemonic | Qt::AlignCenter;
    painter->drawText(visual(both.adjusted(iconWidth + gap, 0, 0, 0)), flags, option.text);
    painter->restore();
}

void DeskParts::drawComboBox(QPainter *painter, const QStyleOptionComboBox &option, qreal em)
{
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    const QPalette &palette = option.palette;
    const QPen border(colour(palette,
                             hasFocus        ? Colour::Focus
                                 : isEnabled ? Colour::Line
                                             : Colour::Hairline),
                      hasFocus ? ringWidth(em) : 1.0);
    drawBox(painter, option.rect, colour(palette, isEnabled ? Colour::Surface : Colour::Window),
            border, em);

    const qreal wide = em * 0.6;
    const QPointF middle(option.direction == Qt::RightToLeft ? option.rect.left() + em * 0.9
                                                             : option.rect.right() - em * 0.9,
                         option.rect.center().y() + 0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(palette, isEnabled ? Colour::Text : Colour::TextWeak),
                         std::max(1.4, em * 0.11), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {middle + QPointF(-wide / 2, -wide / 4), middle + QPointF(0, wide / 4),
                              middle + QPointF(wide / 2, -wide / 4)};
    painter->drawPolyline(points, 3);
    painter->restore();
}

void DeskParts::drawScrollBar(QPainter *painter, const QStyleOptionSlider &option,
                              const QRect &slider, qreal em)
{
    painter->fillRect(option.rect, colour(option.palette, Colour::Window));
    if (option.maximum <= option.minimum)
        return;
    const qreal edge = em * 0.2;
    const QRectF handle = QRectF(slider).adjusted(edge, edge, -edge, -edge);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(option.palette, Colour::Line));
    const qreal round = std::min(handle.width(), handle.height()) / 2;
    painter->drawRoundedRect(handle, round, round);
    painter->restore();
}

void DeskParts::drawHeaderSection(QPainter *painter, const QStyleOptionHeader &option)
{
    const QRect &room = option.rect;
    painter->fillRect(room, colour(option.palette, Colour::Window));
    painter->setPen(colour(option.palette, Colour::Line));
    painter->drawLine(room.bottomLeft(), room.bottomRight());
    painter->setPen(colour(option.palette, Colour::Hairline));
    const int end = option.direction == Qt::RightToLeft ? room.left() : room.right();
    const int inset = room.height() / 4;
    painter->drawLine(end, room.top() + inset, end, room.bottom() - inset);
}

} // namespace clinidesk
