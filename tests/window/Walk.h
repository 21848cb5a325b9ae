#pragma once

#include "tests/pictures/Scenes.h"
#include "tests/window/FakeDesk.h"

#include <memory>

namespace clinidesk::walk {

/// Every scene of the pictures, and those no picture is kept of: forms with faults, what was
/// refused, what is asked.
[[nodiscard]] QList<Scene> everywhere();

/// A desk on the invented clinic, in light and at the usual size of text.
[[nodiscard]] std::unique_ptr<FakeDesk> newDesk();

/// Lets posted events, layouts and what they post in turn happen.
void settle();

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
