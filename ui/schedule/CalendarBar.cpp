#include "ui/schedule/CalendarBar.h"

#include "ui/lists/ToolButton.h"
#include "ui/widgets/FlowLayout.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QHBoxLayout *group(FlowLayout *row, QWidget *bar)
{
    auto *held = new QWidget(bar);
    auto *line = new QHBoxLayout(held);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    row->addCentred(held);
    return line;
}

} // namespace

void addViewButtons(FlowLayout *row, const QList<QAction *> &views, const QString &name,
                    QWidget *bar)
{
    QHBoxLayout *line = group(row, bar);
    for (QAction *view : views) {
        QToolButton *button = toolButton(view, Qt::ToolButtonTextOnly, bar);
        button->setObjectName(name + view->objectName() + u"Button"_s);
        if (view->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        line->addWidget(button);
    }
}

void addTurnButtons(FlowLayout *row, const QList<QAction *> &turns, QWidget *bar)
{
    QHBoxLayout *line = group(row, bar);
    for (QAction *turn : turns)
        line->addWidget(toolButton(
            turn, turn == turns.value(1) ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly, bar));
}

} // namespace clinidesk
