#pragma once

#include "core/base/Async.h"
#include "core/base/Id.h"
#include "core/base/Reading.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace clinidesk {

struct Slot
{
    DoctorId doctor; ///< Null: a seat of the department.
    QString doctorName;
    DepartmentId department;
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.

    friend bool operator==(const Slot &, const Slot &) = default;
};

/// Some hours of a local day, as the clocks on its walls show them.
struct WallHours
{
    QTime from;
    QTime until; ///< Midnight: the end of the day.

    friend bool operator==(const WallHours &, const WallHours &) = default;
};

struct SlotQuery
{
    ClinicId clinic;
    DepartmentId department; ///< May be null when doctors are named.
    QList<DoctorId> doctors; ///< Any of them, at most 100; none: of the department, or its seats.
    QDate firstDay; ///< Local days of the clinic, at most 62; invalid: from today.
    QDate lastDay;
    QList<Qt::DayOfWeek> weekdays; ///< None: any.
    QList<WallHours> hours; ///< At most 12; the whole slot lies within them. None: any.
    std::optional<std::chrono::minutes> length; ///< None: the department's slot length.
    int most = 20;

    friend bool operator==(const SlotQuery &, const SlotQuery &) = default;
};

/// For the questions about one doctor, who may be null: any.
[[nodiscard]] inline QList<DoctorId> onlyDoctor(DoctorId doctor)
{
    return doctor.isNull() ? QList<DoctorId>() : QList<DoctorId>{doctor};
}

/// The same question as everybody who means it puts it: in order, nothing twice, hours that touch
/// or overlap as one. What the database would refuse stays as it is.
[[nodiscard]] SlotQuery canonical(const SlotQuery &query);

/// When there is time: inside hours, outside absences and bookings, never in the past. Any thread.
/// The same rules that guard a booking, so a free slot can be booked unless someone was faster.
class FreeSlots
{
public:
    virtual ~FreeSlots() = default;

    /// The earliest first. Fails with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<QList<Slot>> find(const SlotQuery &query,
                                                  Reading reading = Reading::Usual)
        = 0;

    /// The instant of the clinic's @p local wall-clock time. Fails with Invalid (problem
    /// missing_hour) for an hour that spring skips; @p fold 1 picks the second of a repeated hour.
    [[nodiscard]] virtual Async<QDateTime> instantOf(ClinicId clinic, const QDateTime &local,
                                                     int fold)
        = 0;

protected:
    FreeSlots() = default;
    Q_DISABLE_COPY_MOVE(FreeSlots)
};

} // namespace clinidesk
