#include "tests/window/Walk.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QCalendarWidget>
#include <QComboBox>
#include <QSplitterHandle>

using namespace Qt::StringLiterals;

namespace clinidesk::walk {

namespace {

/// The overlay that keeps the keys to itself, if one is open.
const QWidget *openOverlay(const QWidget &window)
{
    for (const char *name : {"commandPalette", "helpOverlay"}) {
        const auto *overlay = window.findChild<QWidget *>(QString::fromLatin1(name));
        if (overlay && overlay->isVisible())
            return overlay;
    }
    return nullptr;
}

} // namespace

bool isPartOfQt(const QWidget *widget)
{
    if (widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QSplitterHandle *>(widget)
        || widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView")
        || widget->inherits("QLineEditIconButton") || widget->inherits("QHeaderView")
        || widget->inherits("QScrollBar"))
        return true;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    if (area && area->viewport() == widget)
        return true;
    const QWidget *owner = widget->parentWidget();
    while (owner && !qobject_cast<const QCalendarWidget *>(owner))
        owner = owner->parentWidget();
    return owner;
}

QWidgetList inSight(const QWidget &window)
{
    const QWidget *overlay = openOverlay(window);
    QWidgetList seen;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isBehind = overlay && widget != overlay && !overlay->isAncestorOf(widget);
        if (widget->isVisible() && !isBehind && !isPartOfQt(widget))
            seen.append(widget);
    }
    return seen;
}

QWidgetList tabStops(const QWidget &window)
{
    QWidgetList stops;
    for (QWidget *widget : inSight(window)) {
        if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->isEnabled()
            && !widget->focusProxy())
            stops.append(widget);
    }
    return stops;
}

QString describe(const QWidget *widget)
{
    return widget
        ? QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
        : u"nothing"_s;
}

} // namespace clinidesk::walk
