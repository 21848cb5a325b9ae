#pragma once

#include "core/base/Async.h"
#include "core/base/Freshness.h"
#include "core/base/Reading.h"
#include "core/booking/Appointment.h"

#include <optional>

namespace clinidesk {

/// One clinic's appointments of one local day, by start.
struct Day
{
    QDate date;
    QList<Appointment> appointments;
    Freshness freshness;

    friend bool operator==(const Day &, const Day &) = default;
};

/// The day's appointments: all of the clinic for a receptionist, his own for a doctor. Any thread.
class DayList
{
public:
    virtual ~DayList() = default;

    /// An invalid @p date is the clinic's today. Fails with Unavailable or Denied.
    [[nodiscard]] virtual Async<Day> day(ClinicId clinic, QDate date,
                                         Reading reading = Reading::Usual)
        = 0;
    /// What can be shown at once, if anything can; only from the thread of who keeps it.
    [[nodiscard]] virtual std::optional<Day> peek(ClinicId clinic, QDate date)
    {
        Q_UNUSED(clinic);
        Q_UNUSED(date);
        return {};
    }

protected:
    DayList() = default;
    Q_DISABLE_COPY_MOVE(DayList)
};

} // namespace clinidesk
