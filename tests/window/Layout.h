#pragma once

#include <QStringList>

class QWidget;

namespace clinidesk::walk {

/// What of @p window is cut off, covered or pushed out of its place: a sentence each.
[[nodiscard]] QStringList layoutFaults(const QWidget &window);

} // namespace clinidesk::walk
