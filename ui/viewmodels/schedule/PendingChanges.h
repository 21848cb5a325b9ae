#pragma once

#include "core/booking/AppointmentBook.h"

#include <QSet>

namespace clinidesk {

/// Changes that are on screen before the database has confirmed them, laid over what was read last.
/// A confirmed one stays until a reading shows it, so that nothing jumps back in between.
class PendingChanges
{
public:
    /// Shows @p becomes from here on; without an id it is a booking and is given one of the desk's
    /// own. Returns the id to name it by until it is confirmed.
    AppointmentId add(Appointment becomes);
    /// The database did it.
    void confirm(AppointmentId id, const Change &change);
    /// It is as it was before.
    void takeBack(AppointmentId id);

    [[nodiscard]] bool isUnderWay(AppointmentId id) const;
    [[nodiscard]] QSet<AppointmentId> underWay() const;

    /// @p rows of @p clinic's @p day with everything that is on its way to it or away from it.
    [[nodiscard]] QList<Appointment> over(const QList<Appointment> &rows, ClinicId clinic,
                                          QDate day) const;
    /// @p rows of @p clinic were read after what is confirmed by now: forgets what they show.
    void seen(const QList<Appointment> &rows, ClinicId clinic);

private:
    struct Pending
    {
        AppointmentId id;
        Appointment becomes;
        bool isConfirmed = false;
        int readings = 0; ///< Since it was confirmed.
    };

    QList<Pending> m_pending;
    qint64 m_last = 0; ///< Of the desk's own ids, which are below zero.
};

} // namespace clinidesk
