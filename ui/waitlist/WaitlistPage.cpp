#include "ui/waitlist/WaitlistPage.h"

#include "ui/lists/ActionOf.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/OnePageStack.h"
#include "ui/theme/Theme.h"
#include "ui/waitlist/FreedTimeLine.h"
#include "ui/waitlist/OffersSheet.h"
#include "ui/waitlist/WaitingForm.h"
#include "ui/waitlist/WaitingList.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

WaitlistPage::WaitlistPage(const Ports &ports, ClinicChoice &clinics, QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_list(ports, clinics)
    , m_form(ports, clinics)
    , m_offers(ports)
    , m_freed(ports)
{
    setObjectName(u"waitlistPage"_s);
    makeActions();
    lay(clinics);
    connectParts();
    showFace(Face::List);
}

QString WaitlistPage::title() const
{
    return tr("Waitlist");
}

QString WaitlistPage::iconName() const
{
    return u"hourglass"_s;
}

QList<QAction *> WaitlistPage::actionsEverywhere() const
{
    return {m_add, m_offerFreed, m_dismissFreed};
}

void WaitlistPage::makeActions()
{
    makeListActions();
    makeOfferActions();
    m_back = makeAction(this,
                        {u"waitlistBack"_s,
                         tr("Back to where I came from"),
                         Theme::icon(u"close"_s),
                         {Qt::Key_Escape}},
                        [this] { leave(); });
    for (QAction *action : {m_change, m_takeOff, m_toOffer, m_back})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void WaitlistPage::makeListActions()
{
    m_add = makeAction(this,
                       {u"waitlistAdd"_s,
                        tr("Put a patient on the waitlist…"),
                        Theme::icon(u"person-add"_s),
                        {Qt::CTRL | Qt::SHIFT | Qt::Key_L}},
                       [this] {
                           m_cameFromElsewhere = !isVisible();
                           m_form.begin();
                           showFace(Face::Form);
                           emit wanted();
                       });
    m_change = makeAction(this,
                          {u"waitlistChange"_s,
                           tr("Change what the patient waits for"),
                           Theme::icon(u"note"_s),
                           {Qt::Key_F2}},
                          [this] { change(); });
    m_takeOff = makeAction(this,
                           {u"waitlistTakeOff"_s,
                            tr("Take off the waitlist"),
                            Theme::icon(u"cancel"_s),
                            {Qt::Key_Delete}},
                           [this] { m_list.takeOff(m_listPart->currentRow()); });
    m_putBack = makeAction(
        this, {u"waitlistPutBack"_s, tr("Put back on the waitlist"), Theme::icon(u"undo"_s), {}},
        [this] { m_list.putBack(); });
    m_toOffer = makeAction(this,
                           {u"waitlistToOffer"_s,
                            tr("Go to the patient's offer"),
                            Theme::icon(u"hourglass"_s),
                            {Qt::Key_O}},
                           [this] { toOffer(); });
}

void WaitlistPage::makeOfferActions()
{
    m_offer = makeAction(
        this, {u"offerTime"_s, tr("Offer the time to this patient"), Theme::icon(u"phone"_s), {}},
        [this] { m_offers.offer(m_sheet->currentRow()); });
    m_accept = makeAction(this,
                          {u"offerAccepted"_s,
                           tr("Accepted: book it"),
                           Theme::icon(u"check"_s),
                           {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}},
                          [this] { m_offers.accept(m_sheet->currentRow()); });
    m_decline = makeAction(this,
                           {u"offerDeclined"_s,
                            tr("Declined: ask the next"),
                            Theme::icon(u"cross"_s),
                            {Qt::CTRL | Qt::Key_D}},
                           [this] { m_offers.decline(m_sheet->currentRow()); });
    m_withdraw = makeAction(
        this, {u"offerWithdrawn"_s, tr("Take the offer back"), Theme::icon(u"undo"_s), {}},
        [this] { m_offers.withdraw(m_sheet->currentRow()); });
    m_offerFreed = makeAction(this,
                              {u"offerFreed"_s,
                               tr("Offer the time that has become free…"),
                               Theme::icon(u"hourglass"_s),
                               {Qt::CTRL | Qt::SHIFT | Qt::Key_O}},
                              [this] { offerFreed(); });
    m_dismissFreed = makeAction(
        this, {u"dismissFreed"_s, tr("Leave the free time as it is"), Theme::icon(u"close"_s), {}},
        [this] { m_freed.dismiss(); });
}

void WaitlistPage::lay(ClinicChoice &clinics)
{
    m_stack = new OnePageStack(this);
    m_listPart = new WaitingList(m_list, m_connection,
                                 {m_add, m_change, m_takeOff, m_putBack, m_toOffer}, m_stack);
    m_formPart = new WaitingForm(m_form, m_stack);
    m_sheet = new OffersSheet(m_offers, m_connection,
                              {m_offer, m_accept, m_decline, m_withdraw, m_back}, m_stack);
    m_stack->addWidget(m_listPart);
    m_stack->addWidget(m_formPart);
    m_stack->addWidget(m_sheet);
    auto *heading = new TextLabel(title(), TextStyle::Title, this);
    heading->setObjectName(u"waitlistHeading"_s);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(heading);
    row->addSpring();
    row->addCentred(
        labelledBeside(tr("C&linic"), new ClinicBox(clinics, u"waitlistClinic"_s, bar), bar));
    auto *column = new QVBoxLayout(this);
    column->addWidget(bar);
    column->addWidget(m_stack, 1);
    tellBeneath(this);
    connect(&clinics, &ClinicChoice::currentChanged, this, [this] {
        m_form.close();
        m_offers.close();
        showFace(Face::List);
    });
}

void WaitlistPage::connectParts()
{
    connect(m_listPart, &WaitingList::opened, this, &WaitlistPage::change);
    connect(m_listPart, &WaitingList::rowChanged, this, &WaitlistPage::enable);
    connect(m_sheet, &OffersSheet::rowChanged, this, &WaitlistPage::enable);
    connect(m_formPart, &WaitingForm::cancelled, this, &WaitlistPage::leave);
    connect(&m_list, &WaitlistViewModel::done, this,
            [this](const QString &sentence) { emit announced(sentence, false); });
    connect(&m_form, &WaitingFormViewModel::saved, this, [this](const QString &sentence) {
        emit announced(sentence, false);
        m_list.refresh();
        leave();
    });
    connect(&m_offers, &OffersViewModel::booked, this, [this](const QString &sentence) {
        emit announced(sentence, true);
        leave();
    });
    connect(&m_freed, &FreedTimes::changed, this, &WaitlistPage::enable);
}

WaitlistPage::Face WaitlistPage::face() const
{
    return static_cast<Face>(m_stack->currentIndex());
}

void WaitlistPage::showFace(Face face)
{
    m_stack->setCurrentIndex(int(face));
    enable();
}

void WaitlistPage::focusFace()
{
    switch (face()) {
    case Face::List:
        return m_listPart->focusTable();
    case Face::Form:
        return m_formPart->focusStart();
    case Face::Offers:
        return m_sheet->focusTable();
    }
}

void WaitlistPage::enter()
{
    focusFace();
}

void WaitlistPage::refresh()
{
    m_list.refresh();
    m_offers.refresh();
}

void WaitlistPage::showEvent(QShowEvent *event)
{
    ShellPage::showEvent(event);
    m_list.setActive(true);
}

void WaitlistPage::hideEvent(QHideEvent *event)
{
    ShellPage::hideEvent(event);
    m_list.setActive(false);
}

void WaitlistPage::change()
{
    if (const Waiting *waiting = m_list.at(m_listPart->currentRow())) {
        m_form.edit(*waiting);
        showFace(Face::Form);
        focusFace();
    }
}

void WaitlistPage::toOffer()
{
    const Waiting *waiting = m_list.at(m_listPart->currentRow());
    if (!waiting || !waiting->offer)
        return;
    const Offer &offer = *waiting->offer;
    this->offer({.time = {.clinic = waiting->wish.clinic,
                          .department = waiting->wish.department,
                          .doctor = offer.doctor,
                          .startsAt = offer.startsAt},
                 .name = offer.doctor.isNull() ? waiting->departmentName : offer.doctorName,
                 .zone = waiting->zone});
}

void WaitlistPage::offerFreed()
{
    const auto freed = m_freed.latest();
    if (!freed)
        return;
    m_freed.dismiss();
    offer({.time = freed->time, .name = freed->name, .zone = freed->zone});
}

void WaitlistPage::offer(const OffersViewModel::Place &place)
{
    m_cameFromElsewhere = !isVisible();
    m_offers.open(place);
    showFace(Face::Offers);
    emit wanted();
}

void WaitlistPage::tellBeneath(QWidget *page)
{
    new FreedTimeLine(m_freed, {m_offerFreed, m_dismissFreed}, page);
}

void WaitlistPage::leave()
{
    if (face() == Face::Form)
        m_form.close();
    else if (face() == Face::Offers)
        m_offers.close();
    showFace(Face::List);
    if (std::exchange(m_cameFromElsewhere, false))
        emit finished();
    else if (isVisible())
        focusFace();
}

void WaitlistPage::enable()
{
    if (!m_sheet)
        return;
    m_listPart->enable(face() == Face::List);
    m_sheet->enable(face() == Face::Offers);
    m_back->setEnabled(face() != Face::List);
    const bool isFreed = m_freed.latest().has_value();
    m_offerFreed->setEnabled(isFreed);
    m_dismissFreed->setEnabled(isFreed);
}

} // namespace clinidesk
