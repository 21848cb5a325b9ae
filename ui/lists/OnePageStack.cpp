#include "ui/lists/OnePageStack.h"

#include <QLayout>

#include <algorithm>

namespace clinidesk {

OnePageStack::OnePageStack(QWidget *parent)
    : QStackedWidget(parent)
{
    connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
}

QSize OnePageStack::sizeHint() const
{
    return currentWidget() ? currentWidget()->sizeHint() : QSize();
}

QSize OnePageStack::minimumSizeHint() const
{
    return currentWidget() ? currentWidget()->minimumSizeHint() : QSize();
}

int OnePageStack::heightForWidth(int width) const
{
    const QWidget *page = currentWidget();
    if (!page)
        return -1;
    const int least = page->minimumSizeHint().height();
    return page->hasHeightForWidth() ? std::max(least, page->heightForWidth(width))
                                     : page->sizeHint().height();
}

} // namespace clinidesk
