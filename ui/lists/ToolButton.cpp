#include "ui/lists/ToolButton.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace clinidesk {

QToolButton *toolButton(QAction *action, Qt::ToolButtonStyle style, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setDefaultAction(action);
    made->setObjectName(action->objectName() + u"Button"_s);
    made->setAccessibleName(action->text());
    made->setToolButtonStyle(style);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace clinidesk
