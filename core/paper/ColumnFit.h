#pragma once

#include <QList>

namespace clinidesk {

/// Widths for columns that would like to be @p natural wide, together at most @p room: where that
/// is too little, the widest give way first, to one width. What is left over goes to column @p
/// growing.
[[nodiscard]] QList<qreal> fitColumns(const QList<qreal> &natural, qreal room, int growing);

} // namespace clinidesk
