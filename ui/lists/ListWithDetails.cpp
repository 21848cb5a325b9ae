#include "ui/lists/ListWithDetails.h"

#include "ui/theme/Theme.h"

#include <QEvent>

namespace clinidesk {

namespace {

constexpr int listPart = 5;
constexpr int detailsPart = 3;

} // namespace

ListWithDetails::ListWithDetails(QWidget *list, QWidget *details, const QString &objectName,
                                 QWidget *parent)
    : QSplitter(parent)
{
    setObjectName(objectName);
    addWidget(list);
    addWidget(details);
    setChildrenCollapsible(false);
    setStretchFactor(0, listPart);
    setStretchFactor(1, detailsPart);
    details->installEventFilter(this);
}

bool ListWithDetails::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget(1) && event->type() == QEvent::Show)
        divide();
    return QSplitter::eventFilter(watched, event);
}

/// By itself the splitter would give the list what it would like best, and the details the rest.
void ListWithDetails::divide()
{
    const int room = orientation() == Qt::Horizontal ? width() : height();
    setSizes({room * listPart / (listPart + detailsPart),
              room * detailsPart / (listPart + detailsPart)});
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
