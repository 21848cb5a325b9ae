#pragma once

#include "tests/pictures/InventedDesk.h"
#include "tests/pictures/Scenes.h"

namespace clinidesk::walk {

/// Every scene of the pictures, and those no picture is kept of: forms with faults, what was
/// refused, what is asked.
[[nodiscard]] QList<Scene> everywhere();

/// What a person may see or reach now: visible, not clipped away whole, and not behind an overlay
/// that has taken the window.
[[nodiscard]] QWidgetList inSight(const QWidget &window);

/// Those of inSight() that take part in the tab order.
[[nodiscard]] QWidgetList tabStops(const QWidget &window);

/// "QToolButton checkInButton"
[[nodiscard]] QString describe(const QWidget *widget);

/// Qt's own widget inside another, such as the field in a spin box or a list's viewport.
[[nodiscard]] bool isPartOfQt(const QWidget *widget);

} // namespace clinidesk::walk
