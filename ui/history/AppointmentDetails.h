#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/paper/PaperViewModel.h"

#include <QWidget>

class QHBoxLayout;
class QTableWidget;
class QToolButton;

namespace clinidesk {

class SeriesCorner;
class StateView;
class TextLabel;

/// Beside a list: one appointment, whose it is, and every event of its life: when, who, what from
/// what to what, why. Shows itself while an appointment is open.
class AppointmentDetails final : public QWidget
{
    Q_OBJECT

public:
    /// @p objectName names it, and begins the names of its parts.
    AppointmentDetails(AppointmentDetailsViewModel &details, const QString &objectName,
                       QWidget *parent = nullptr);

    /// From here on who may book can repeat the appointment that is open, and change its series.
    void offerSeries(const Ports &ports, const Session &session);
    /// From here on an open appointment that still occupies its time has a slip at @p ports.
    void offerSlip(const Ports &ports);

signals:
    /// The slip of the appointment that is open.
    void paperWanted(const clinidesk::PaperWish &wish);
    /// Appointments were booked or changed, in a sentence for a toast; undo takes it back.
    void announced(const QString &sentence);

private:
    void present();
    void showAppointment(const Appointment &appointment);
    void showEvents(const QByteArray &zone);
    /// Names give way to what happened, and rows are as high as their wrapped text: every word of a
    /// reason counts.
    void fitEvents();

    AppointmentDetailsViewModel &m_details;
    TextLabel *m_who;
    TextLabel *m_identifiers;
    TextLabel *m_when;
    TextLabel *m_with;
    TextLabel *m_status;
    TextLabel *m_reason;
    QTableWidget *m_events;
    StateView *m_state;
    QToolButton *m_close;
    QHBoxLayout *m_bar; ///< Above all else.
    QAction *m_slip = nullptr; ///< Null: nothing is put on paper here.
    SeriesCorner *m_series = nullptr; ///< Null: nothing can be repeated.
};

} // namespace clinidesk
