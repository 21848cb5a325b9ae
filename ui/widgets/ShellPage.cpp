#include "ui/widgets/ShellPage.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace clinidesk {

QList<QAction *> ShellPage::allActions() const
{
    QList<QAction *> named = actions();
    for (QAction *action : findChildren<QAction *>()) {
        // What we make has a name; a text field's own menu has none.
        const bool isDeed = !action->objectName().isEmpty() && !action->text().isEmpty()
            && !action->objectName().startsWith(u"_q_"_s);
        if (isDeed && !named.contains(action))
            named.append(action);
    }
    return named;
}

} // namespace clinidesk
