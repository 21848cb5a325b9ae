#pragma once

#include "ui/paper/PaperType.h"
#include "ui/viewmodels/paper/PaperDocument.h"

namespace clinidesk {

/// Paints @p slip of @p clinic into @p room, from its top: one page always holds it. Any thread.
void paintSlip(QPainter &painter, const QRectF &room, const PaperSlip &slip, const QString &clinic,
               const PaperType &type);

} // namespace clinidesk
