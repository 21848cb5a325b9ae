#pragma once

#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/viewmodels/schedule/WeekViewModel.h"

#include <QWidget>

class QAction;
class QComboBox;

namespace clinidesk {

class AppointmentDetails;
class DayBoard;
class NoteStrip;
class StateView;
class TextLabel;

/// Somebody's week: a column a day. Enter shows an appointment, or leads to a free time on the day
/// board.
class WeekView final : public QWidget
{
    Q_OBJECT

public:
    /// @p views lead to the calendars.
    WeekView(const Ports &ports, ClinicChoice &clinics, const Session &session,
             const QList<QAction *> &views, QWidget *parent = nullptr);

    /// In front: the keys are on the week.
    void enter();
    /// F5: reads what is in front again.
    void refresh();
    [[nodiscard]] WeekViewModel &viewModel() { return m_week; }

signals:
    /// As those of a ShellPage.
    void freshnessChanged(const clinidesk::Freshness &freshness);
    void announced(const QString &sentence, bool canUndo);
    void paperWanted(const clinidesk::PaperWish &wish);
    /// This free time is to be opened for a booking.
    void slotWanted(const clinidesk::Slot &slot);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addActions();
    [[nodiscard]] QWidget *bar(const QList<QAction *> &views);
    void connectParts();
    void present();
    void open();

    Connection &m_connection;
    ClinicChoice &m_clinics;
    WeekViewModel m_week;
    AppointmentDetailsViewModel m_detailsModel;
    QList<QAction *> m_turns;
    TextLabel *m_heading;
    TextLabel *m_hint;
    QComboBox *m_owners;
    NoteStrip *m_hoursNote;
    DayBoard *m_board;
    StateView *m_state;
    AppointmentDetails *m_details;
};

} // namespace clinidesk
