#include "ui/schedule/BesideMenu.h"

#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace clinidesk {

BesideMenu::BesideMenu(DayBoardViewModel &day, ClinicChoice &clinics, QWidget *page,
                       QWidget *parent)
    : QToolButton(parent)
    , m_day(day)
    , m_clinics(clinics)
    , m_page(page)
    , m_menu(new QMenu(this))
{
    setObjectName(u"boardBesideButton"_s);
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::TabFocus);
    m_menu->setObjectName(u"boardBesideMenu"_s);
    setMenu(m_menu);
    connect(&m_clinics, &ClinicChoice::loaded, this, &BesideMenu::fill);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, &BesideMenu::fill);
    connect(&m_day, &DayBoardViewModel::changed, this, &BesideMenu::present);
    fill();
}

void BesideMenu::fill()
{
    const auto old = m_menu->actions();
    for (QAction *action : old) {
        m_page->removeAction(action);
        action->deleteLater();
    }
    m_menu->clear();
    for (const Clinic &clinic : m_clinics.clinics()) {
        if (!m_day.readings().canStandBeside(clinic))
            continue;
        auto *action = m_menu->addAction(tr("%1 beside this clinic").arg(clinic.name));
        action->setObjectName(u"boardBeside%1"_s.arg(clinic.id.value()));
        action->setCheckable(true);
        action->setData(clinic.id.value());
        connect(action, &QAction::triggered, this, [this, id = clinic.id](bool isWanted) {
            QList<ClinicId> beside = m_day.readings().beside();
            beside.removeAll(id);
            if (isWanted)
                beside.append(id);
            m_day.showBeside(beside);
        });
        m_page->addAction(action);
    }
    setVisible(!m_menu->isEmpty());
    present();
}

void BesideMenu::present()
{
    const QList<ClinicId> beside = m_day.readings().beside();
    for (QAction *action : m_menu->actions())
        action->setChecked(beside.contains(ClinicId(action->data().toLongLong())));
    setText(beside.isEmpty() ? tr("One clinic")
                             : tr("%n clinic(s)", nullptr, 1 + int(beside.size())));
    setAccessibleName(tr("Clinics beside this one: %1").arg(beside.size()));
    setToolTip(tr("Shows other clinics beside this one"));
}

} // namespace clinidesk
