#pragma once

#include "core/booking/Status.h"
#include "ui/theme/Colour.h"

#include <QIcon>
#include <QString>

class QPainter;
class QRect;

namespace clinidesk {

/// How a status is shown: always as colour, shape and text together.
struct StatusLook
{
    QString glyph; ///< One character: ○ ● ▶ ◆ ✓ ✕ …
    QString text; ///< "Booked", "In progress", …
    bool isStruck = false; ///< The row's text is struck through.
};

[[nodiscard]] StatusLook statusLook(Status status);

/// For glyph and text on Window, Surface and Selection; 4.5:1 on the first two.
[[nodiscard]] QColor statusColour(Look look, Status status);
[[nodiscard]] QColor statusColour(const QPalette &palette, Status status);

/// The glyph alone, as table rows show it: for buttons. It follows the palette.
[[nodiscard]] QIcon statusIcon(Status status);

/// Draws glyph and text into @p room, vertically centred, from the leading edge.
void paintStatus(QPainter &painter, const QRect &room, Status status, const QPalette &palette,
                 Qt::LayoutDirection direction);

} // namespace clinidesk
