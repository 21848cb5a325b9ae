#pragma once

#include <QPen>
#include <QRectF>

class QColor;
class QPainter;
class QStyle;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QWidget;

namespace clinidesk {

/// What DeskStyle draws itself, in lengths of @p em.
namespace DeskParts {

[[nodiscard]] qreal ringWidth(qreal em);

void drawBox(QPainter *painter, const QRectF &rect, const QColor &ground, const QPen &border,
             qreal em);

/// Icon and text in the middle, the icon on the side one reads from.
void drawButtonLabel(QPainter *painter, const QStyleOptionButton &option, const QColor &ink,
                     qreal em);

/// A field with an arrow as large as its letters.
void drawComboBox(QPainter *painter, const QStyleOptionComboBox &option, qreal em);

/// A groove and a slider that stands out from it at 3:1; no arrows.
void drawScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &slider,
                   qreal em);

/// The plain ground of a column's name, over a line, with a mark where the column ends.
void drawHeaderSection(QPainter *painter, const QStyleOptionHeader &option);

} // namespace DeskParts

} // namespace clinidesk
