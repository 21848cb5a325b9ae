#pragma once

#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/paper/DayExport.h"
#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/viewmodels/today/TodayViewModel.h"
#include "ui/widgets/ShellPage.h"

#include <QHash>

#include <utility>

class QAction;

namespace clinidesk {

class AppointmentDetails;
class DateField;
class NoteStrip;
class ReasonStrip;
class RowTable;
class StateView;
class TextLabel;

/// The day's appointments of the chosen clinic in order, with every step of a visit one key away
/// while the list has the focus.
class TodayPage final : public ShellPage
{
    Q_OBJECT

public:
    TodayPage(const Ports &ports, ClinicChoice &clinics, const Session &session,
              QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;

    [[nodiscard]] TodayViewModel &viewModel() { return m_today; }

signals:
    /// What is in front is to be put on paper.
    void paperWanted(const clinidesk::PaperWish &wish);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addDayActions();
    void addStepActions();
    void addPaperActions(const Ports &ports);
    void askWhereToSave();
    void lay();
    [[nodiscard]] QWidget *dayBar();
    [[nodiscard]] QWidget *stepBar();
    void followToday();
    void present();
    void showNow();
    void showSteps();
    void take(Action action);
    void closeReason();
    [[nodiscard]] AppointmentId chosen() const;

    Connection &m_connection;
    ClinicChoice &m_clinics;
    TodayViewModel m_today;
    AppointmentDetailsViewModel m_detailsModel;
    DayExport m_export;
    QHash<Action, QAction *> m_steps;
    QList<QAction *> m_waysOut; ///< Of the list: onto paper, into a file.
    QAction *m_save = nullptr;
    QAction *m_previousDay = nullptr;
    QAction *m_thisDay = nullptr;
    QAction *m_nextDay = nullptr;
    DateField *m_day;
    TextLabel *m_heading;
    TextLabel *m_waiting;
    NoteStrip *m_refusal;
    RowTable *m_table;
    StateView *m_state;
    ReasonStrip *m_reason;
    AppointmentDetails *m_details;
    std::pair<ClinicId, QDate> m_laidOpen; ///< The day that has been scrolled to its now.
};

} // namespace clinidesk
