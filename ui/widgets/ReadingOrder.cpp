#include "ui/widgets/ReadingOrder.h"

#include <QApplication>
#include <QLayout>
#include <QSplitter>
#include <QWidget>

#include <algorithm>

namespace clinidesk {

namespace {

void read(QWidget *widget, QWidgetList &order);

void read(const QLayout *layout, QWidgetList &order)
{
    for (int place = 0; place < layout->count(); ++place) {
        QLayoutItem *item = layout->itemAt(place);
        if (item->widget())
            read(item->widget(), order);
        else if (item->layout())
            read(item->layout(), order);
    }
}

void read(QWidget *widget, QWidgetList &order)
{
    if (order.contains(widget))
        return;
    order.append(widget);
    if (widget->layout())
        read(widget->layout(), order);
    if (const auto *halves = qobject_cast<const QSplitter *>(widget)) {
        for (int half = 0; half < halves->count(); ++half)
            read(halves->widget(half), order);
    }
    for (QObject *child : widget->children()) {
        auto *part = qobject_cast<QWidget *>(child);
        if (part && !part->isWindow())
            read(part, order);
    }
}

bool isStop(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !widget->focusProxy()
        && widget->isVisible() && widget->isEnabled();
}

} // namespace

QWidget *nextToRead(const QWidget &window, ReadingDirection direction)
{
    QWidgetList order;
    read(const_cast<QWidget *>(&window), order);
    const qsizetype count = order.size();
    const qsizetype step = direction == ReadingDirection::On ? 1 : count - 1;
    qsizetype place = std::max(qsizetype(0), order.indexOf(QApplication::focusWidget()));
    for (qsizetype tried = 0; tried < count; ++tried) {
        place = (place + step) % count;
        if (isStop(order.at(place)))
            return order.at(place);
    }
    return nullptr;
}

} // namespace clinidesk
