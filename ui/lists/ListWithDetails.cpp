#include "ui/lists/ListWithDetails.h"

#include "ui/theme/Theme.h"

#include <QEvent>

#include <algorithm>

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
    else if (watched == widget(1) && event->type() == QEvent::LayoutRequest)
        giveHeight();
    return QSplitter::eventFilter(watched, event);
}

/// Side by side the splitter would give the list the width it would like best, and the details the
/// rest.
void ListWithDetails::divide()
{
    giveHeight();
    if (orientation() == Qt::Horizontal)
        setSizes({width() * listPart / (listPart + detailsPart),
                  width() * detailsPart / (listPart + detailsPart)});
}

/// Beneath the list the details have the height they need, and the page scrolls.
void ListWithDetails::giveHeight()
{
    QWidget *details = widget(1);
    const int needed = std::max(details->sizeHint().height(), details->minimumSizeHint().height());
    details->setMinimumHeight(orientation() == Qt::Vertical ? needed : 0);
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
    if (fitting == orientation())
        return;
    setOrientation(fitting);
    if (widget(1)->isVisible())
        divide();
}

} // namespace clinidesk
