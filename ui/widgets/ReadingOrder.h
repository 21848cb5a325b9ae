#pragma once

class QWidget;

namespace clinidesk {

enum class ReadingDirection { On, Back };

/// Where Tab leads in @p window from what has the focus now: through all one may use, in the order
/// of the layouts, which is the order of reading, and round. What stands in no layout, such as a
/// notice that floats, comes after its neighbours. Nothing if there is nothing to go to.
///
/// Qt's own order is that of construction, which a field that appears later always breaks.
[[nodiscard]] QWidget *nextToRead(const QWidget &window, ReadingDirection direction);

} // namespace clinidesk
