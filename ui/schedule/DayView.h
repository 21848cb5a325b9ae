#pragma once

#include "core/base/Freshness.h"
#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <QWidget>

class QAction;
class QLineEdit;

namespace clinidesk {

class AppointmentDetails;
class BoardWaysOut;
class BookInPlace;
class DayActions;
class DayBoard;
class NoteStrip;
class PinStrip;
class ReasonStrip;
class StateView;
class TextLabel;

/// The day board: a column per doctor, booked, moved and lengthened in place. A doctor sees his
/// own. Its QWidget::actions() are what can be done here.
class DayView final : public QWidget
{
    Q_OBJECT

public:
    /// @p views lead to the calendars.
    DayView(const Ports &ports, ClinicChoice &clinics, const Session &session,
            const QList<QAction *> &views, QWidget *parent = nullptr);

    /// In front: the keys are on the board.
    void enter();
    /// F5: reads what is in front again.
    void refresh();
    [[nodiscard]] DayBoardViewModel &viewModel() { return m_day; }
    /// In lines of text a line of the board has; 0 leaves it as it is.
    void setZoom(int lines);
    [[nodiscard]] int zoom() const;

signals:
    /// As those of a ShellPage.
    void freshnessChanged(const clinidesk::Freshness &freshness);
    void announced(const QString &sentence, bool canUndo);
    /// What is in front is to be put on paper.
    void paperWanted(const clinidesk::PaperWish &wish);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void lay(const QList<QAction *> &views);
    [[nodiscard]] QWidget *dayBar(const QList<QAction *> &views);
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
    QLineEdit *m_goTo;
    TextLabel *m_heading;
    TextLabel *m_summary;
    TextLabel *m_hint;
    QWidget *m_deeds = nullptr;
    NoteStrip *m_refusal;
    NoteStrip *m_hoursNote;
    DayBoard *m_board;
    DayActions *m_actions;
    PinStrip *m_pins; ///< Null where nobody may move.
    BookInPlace *m_inPlace;
    StateView *m_state;
    ReasonStrip *m_reason;
    AppointmentDetails *m_details;
    BoardWaysOut *m_waysOut;
};

} // namespace clinidesk
