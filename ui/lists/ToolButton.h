#pragma once

#include <QToolButton>

class QAction;

namespace clinidesk {

/// A button of @p action, called like it with "Button" behind; Tab reaches it, a click doesn't.
[[nodiscard]] QToolButton *toolButton(QAction *action, Qt::ToolButtonStyle style, QWidget *parent);

} // namespace clinidesk
