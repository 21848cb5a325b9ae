#pragma once

#include "core/booking/AbsenceBook.h"
#include "core/booking/DayHours.h"

namespace clinidesk {

/// An appointment that has to go, and when its patient can't come anyway.
struct Displaced
{
    Appointment appointment;
    QList<OpenSpan> busy;
};

/// A free time, and whether it is one of who will be away, after the absence.
struct OfferedSlot
{
    Slot slot;
    bool isOwn = false;
};

/// Deals @p offers out: everybody's first proposal before anybody's second. Of the same doctor the
/// earliest after the absence, then of a colleague the nearest to the old time, then of the same
/// doctor once more; where there is none, of the other kind. Proposals fit the appointment's
/// department and length; no two overlap at the same doctor or seat, nor for the same patient, nor
/// with what else he has to do. Appointments that can't be moved any more get none. @p displaced by
/// start; the order is kept.
[[nodiscard]] QList<Affected> proposalsFor(const QList<Displaced> &displaced,
                                           const QList<OfferedSlot> &offers);

} // namespace clinidesk
