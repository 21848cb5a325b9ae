#pragma once

#include "core/base/Async.h"
#include "core/base/Id.h"
#include "core/base/Reading.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace clinidesk {

struct OpenSpan
{
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.

    friend bool operator==(const OpenSpan &, const OpenSpan &) = default;
};

/// An absence, as far as it lies in the day.
struct Away
{
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    QString reason; ///< Empty also for those who may not read it.

    friend bool operator==(const Away &, const Away &) = default;
};

/// One local day of a doctor at one clinic, or of a department's own seats.
struct SeatHours
{
    QDate day;
    DoctorId doctor; ///< Null: the seats of the department.
    QString doctorName; ///< "Dr Okafor"; empty for seats.
    DepartmentId department; ///< Of the seats; null for a doctor, who may belong to several.
    QString departmentName; ///< Of the seats.
    QList<OpenSpan> hours; ///< By start and apart; empty: no hours that day. Absences lie in them.
    QList<Away> away; ///< By start; they may overlap.

    friend bool operator==(const SeatHours &, const SeatHours &) = default;
};

/// When a clinic's doctors and seats can be booked, before anything is booked: by the same rules
/// that guard a booking. A doctor sees himself alone. Any thread.
class DayHours
{
public:
    virtual ~DayHours() = default;

    /// One row for each day, approved doctor of the clinic and department with seats, also without
    /// hours; by day, doctors by name, then departments by name. Local days of the clinic, both
    /// included, at most 62; an invalid @p first is today, an invalid @p last is the first. Fails
    /// with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<QList<SeatHours>> hours(ClinicId clinic, QDate first, QDate last,
                                                        Reading reading = Reading::Usual)
        = 0;
    /// One day's rows if they are at hand, an invalid @p day being today; only from the thread of
    /// who keeps them.
    [[nodiscard]] virtual std::optional<QList<SeatHours>> peek(ClinicId clinic, QDate day)
    {
        Q_UNUSED(clinic);
        Q_UNUSED(day);
        return {};
    }

protected:
    DayHours() = default;
    Q_DISABLE_COPY_MOVE(DayHours)
};

} // namespace clinidesk
