#include "ui/waitlist/FreedTimeLine.h"

#include "ui/lists/ToolButton.h"
#include "ui/viewmodels/waitlist/FreedTimes.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/StateParts.h"

#include <QAction>
#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

FreedTimeLine::FreedTimeLine(FreedTimes &freed, const QList<QAction *> &ways, QWidget *page)
    : QWidget(page)
    , m_freed(freed)
    , m_text(new NoteStrip(u"hourglass"_s, Colour::WarningFill, this))
{
    setObjectName(page->objectName() + u"Freed"_s);
    m_text->setObjectName(objectName() + u"Text"_s);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons);
    for (QAction *way : ways) {
        auto *button = toolButton(way, Qt::ToolButtonTextBesideIcon, buttons);
        button->setObjectName(objectName() + button->objectName());
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    column->addWidget(buttons);
    if (auto *lines = qobject_cast<QBoxLayout *>(page->layout()))
        lines->addWidget(this);
    connect(&m_freed, &FreedTimes::changed, this, &FreedTimeLine::present);
    present();
}

void FreedTimeLine::present()
{
    m_text->setSentence(m_freed.sentence());
    setVisible(m_freed.latest().has_value());
}

} // namespace clinidesk
