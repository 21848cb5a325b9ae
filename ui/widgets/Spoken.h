#pragma once

class QWidget;

namespace clinidesk {

/// From here on screen readers hear what the desk's own widgets are: an alert, a dialog, a bar.
/// Qt knows them as frames only. Harmless to call again.
void installSpokenRoles();

/// Has screen readers say the accessible name of @p widget, or its text, at once.
void speak(QWidget *widget);

} // namespace clinidesk
