#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/monitor/Connection.h"
#include "core/staff/Session.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QObject>
#include <QSet>

namespace clinidesk {

/// The steps of a visit, from check-in to completion, as one person may take them.
class VisitSteps final : public QObject
{
    Q_OBJECT

public:
    static constexpr int longestReason = 500;

    VisitSteps(const Ports &ports, ClinicChoice &clinics, const Session &session,
               QObject *parent = nullptr);

    /// The actions this person's role knows at all, in the order of a visit.
    [[nodiscard]] QList<Action> actions() const;
    /// Whether the role, the database's steps and the connection allow @p action now.
    [[nodiscard]] bool can(const Appointment &appointment, Action action) const;
    /// Why the last change was refused, until the next one; empty when it wasn't.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    void forgetRefusal() { m_refusal.clear(); }

    /// Does nothing unless can(). @p why goes with a cancellation or rejection.
    void act(const Appointment &appointment, Action action, const QString &why = {});

signals:
    /// What can be done, or refusal(), is another.
    void changed();
    /// A change was made: worth a toast with Undo.
    void done(const QString &sentence);
    /// The server refused: what it knows better is worth reading.
    void refused();

private:
    void settle(const Appointment &row, Action action, const Result<Change> &answer);

    BookingService &m_booking;
    Connection &m_connection;
    ClinicChoice &m_clinics;
    Role m_role;
    QSet<AppointmentId> m_underWay;
    QString m_refusal;
};

} // namespace clinidesk
