#include "ui/schedule/SavedViewActions.h"

#include "ui/lists/ActionOf.h"
#include "ui/theme/Theme.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace clinidesk {

SavedViewActions::SavedViewActions(SavedViews &views, QWidget *page)
    : QObject(page)
    , m_views(views)
    , m_menu(new QMenu(tr("Views"), page))
    , m_menuAction(m_menu->menuAction())
{
    m_menu->setObjectName(u"savedViewsMenu"_s);
    m_menuAction->setObjectName(u"savedViews"_s);
    m_menuAction->setToolTip(tr("Saved views"));
    for (int number = 1; number <= SavedViews::most; ++number) {
        m_numbers << makeAction(page,
                                {u"savedView%1"_s.arg(number),
                                 tr("Saved view %1").arg(number),
                                 Theme::icon(u"calendar"_s),
                                 {QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number))}},
                                [this, number] { emit chosen(number); });
        m_menu->addAction(m_numbers.last());
    }
    m_menu->addSeparator();
    m_menu->addAction(makeAction(page,
                                 {u"saveView"_s,
                                  tr("Save this view as…"),
                                  Theme::icon(u"down"_s),
                                  {Qt::CTRL | Qt::SHIFT | Qt::Key_V}},
                                 [this] { emit keepingWanted(); }));
    connect(&m_views, &SavedViews::changed, this, &SavedViewActions::present);
    present();
}

void SavedViewActions::present()
{
    for (int number = 1; number <= SavedViews::most; ++number) {
        QAction *action = m_numbers.at(number - 1);
        const auto view = m_views.at(number);
        // A name of somebody's own is text, not a key of the menu.
        const QString name = view ? QString(view->name).replace(u'&', u"&&"_s) : QString();
        action->setText(view ? tr("Saved view %1: %2").arg(number).arg(name)
                             : tr("Saved view %1").arg(number));
        action->setEnabled(view.has_value());
        action->setVisible(view.has_value());
    }
}

} // namespace clinidesk
