#pragma once

#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"
#include "ui/widgets/ShellPage.h"

#include <QHash>

class QAction;
class QLineEdit;

namespace clinidesk {

class AppointmentDetails;
class BoardWaysOut;
class BookInPlace;
class DayBoard;
class NoteStrip;
class PinStrip;
class ReasonStrip;
class StateView;
class TextLabel;

/// The day board: a column per doctor, booked, moved and lengthened in place. A doctor sees his
/// own.
class SchedulePage final : public ShellPage
{
    Q_OBJECT

public:
    SchedulePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                 QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override { return {m_toBoard}; }

    [[nodiscard]] DayBoardViewModel &viewModel() { return m_day; }

signals:
    /// What is in front is to be put on paper.
    void paperWanted(const clinidesk::PaperWish &wish);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addDayActions();
    void addPlaceActions();
    void addLookActions();
    template <typename Deed> QAction *boardAction(const struct ActionWords &words, Deed deed);
    void lay();
    [[nodiscard]] QWidget *dayBar();
    void fillDeeds();
    void connectParts();
    void present();
    void showDeeds();
    void open();
    void leave();
    void take(Action action);
    [[nodiscard]] QString summary() const;

    Connection &m_connection;
    ClinicChoice &m_clinics;
    DayBoardViewModel m_day;
    AppointmentDetailsViewModel m_detailsModel;
    QHash<Action, QAction *> m_steps;
    QAction *m_toBoard = nullptr;
    QAction *m_previousDay = nullptr;
    QAction *m_thisDay = nullptr;
    QAction *m_nextDay = nullptr;
    QAction *m_open = nullptr;
    QAction *m_move = nullptr;
    QAction *m_longer = nullptr;
    QAction *m_shorter = nullptr;
    QAction *m_leave = nullptr;
    QLineEdit *m_goTo;
    TextLabel *m_heading;
    TextLabel *m_summary;
    TextLabel *m_hint;
    QWidget *m_deeds = nullptr;
    NoteStrip *m_refusal;
    NoteStrip *m_hoursNote;
    DayBoard *m_board;
    PinStrip *m_pins = nullptr; ///< Only where somebody may move.
    BookInPlace *m_inPlace;
    StateView *m_state;
    ReasonStrip *m_reason;
    AppointmentDetails *m_details;
    BoardWaysOut *m_waysOut;
};

} // namespace clinidesk
