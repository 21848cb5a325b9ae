#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/waitlist/FreedTimes.h"
#include "ui/viewmodels/waitlist/OffersViewModel.h"
#include "ui/viewmodels/waitlist/WaitingFormViewModel.h"
#include "ui/viewmodels/waitlist/WaitlistViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;

namespace clinidesk {

class OffersSheet;
class OnePageStack;
class WaitingForm;
class WaitingList;

/// The waitlist of the clinic in front: the list, the form of an entry, and the sheet of offers of
/// one free time. One of them is seen; Escape leads back to where one came from.
class WaitlistPage final : public ShellPage
{
    Q_OBJECT

public:
    /// @p ports has a waitlist.
    WaitlistPage(const Ports &ports, ClinicChoice &clinics, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override;

    /// Comes to the front with whom @p place suits.
    void offer(const OffersViewModel::Place &place);
    /// Beneath @p page it is said from here on when a time has become free.
    void tellBeneath(QWidget *page);
    [[nodiscard]] WaitlistViewModel &list() { return m_list; }
    [[nodiscard]] OffersViewModel &offers() { return m_offers; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Face { List, Form, Offers };

    void makeActions();
    void makeListActions();
    void makeOfferActions();
    void lay(ClinicChoice &clinics);
    void connectParts();
    [[nodiscard]] Face face() const;
    void showFace(Face face);
    void focusFace();
    void change();
    void toOffer();
    void offerFreed();
    void leave();
    void enable();

    Connection &m_connection;
    WaitlistViewModel m_list;
    WaitingFormViewModel m_form;
    OffersViewModel m_offers;
    FreedTimes m_freed;
    QAction *m_add = nullptr;
    QAction *m_change = nullptr;
    QAction *m_takeOff = nullptr;
    QAction *m_putBack = nullptr;
    QAction *m_toOffer = nullptr;
    QAction *m_offer = nullptr;
    QAction *m_accept = nullptr;
    QAction *m_decline = nullptr;
    QAction *m_withdraw = nullptr;
    QAction *m_back = nullptr;
    QAction *m_offerFreed = nullptr;
    QAction *m_dismissFreed = nullptr;
    OnePageStack *m_stack = nullptr;
    WaitingList *m_listPart = nullptr;
    WaitingForm *m_formPart = nullptr;
    OffersSheet *m_sheet = nullptr;
    bool m_cameFromElsewhere = false; ///< Somebody is to be led back there.
};

} // namespace clinidesk
