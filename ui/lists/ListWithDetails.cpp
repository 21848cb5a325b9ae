#include "ui/lists/ListWithDetails.h"

#include "ui/theme/Theme.h"

#include <QEvent>

namespace clinidesk {

ListWithDetails::ListWithDetails(QWidget *list, QWidget *details, const QString &objectName,
                                 QWidget *parent)
    : QSplitter(parent)
{
    setObjectName(objectName);
    addWidget(list);
    addWidget(details);
    setChildrenCollapsible(false);
    setStretchFactor(0, 5);
    setStretchFactor(1, 3);
}

void ListWithDetails::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    turn();
}

void ListWithDetails::changeEvent(QEvent *event)
{
    QSplitter::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        turn();
}

void ListWithDetails::turn()
{
    const auto fitting = width() < Theme::em(this, narrow) ? Qt::Vertical : Qt::Horizontal;
    if (fitting != orientation())
        setOrientation(fitting);
}

} // namespace clinidesk
