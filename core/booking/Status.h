#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace clinidesk {

/// Where an appointment stands. The numbers are the database's.
enum class Status { Pending, Booked, Arrived, InProgress, Completed, Rejected, Cancelled, NoShow };

inline constexpr int statusCount = 8;

/// Live appointments occupy their time.
[[nodiscard]] constexpr bool isLive(Status status)
{
    return status <= Status::InProgress;
}

/// Those whose patient has not come yet can still be given another time.
[[nodiscard]] constexpr bool isAhead(Status status)
{
    return status <= Status::Booked;
}

/// What a person can do to an appointment's status.
enum class Action { CheckIn, Start, Complete, MarkNoShow, Cancel, Accept, Reject };

/// One allowed step, as the database's table status_step lists it.
struct StatusStep
{
    Status from = Status::Pending;
    Status to = Status::Pending;
    QString action; ///< The database function's name; "undo" steps back.

    friend bool operator==(const StatusStep &, const StatusStep &) = default;
};

/// The status @p action leads to.
[[nodiscard]] Status resultOf(Action action);

/// Whether the steps the database handed out allow @p action from @p status: what buttons ask.
[[nodiscard]] bool isAllowed(const QList<StatusStep> &steps, Status status, Action action);

/// FHIR's AppointmentStatus code: pending, booked, arrived, checked-in, fulfilled, cancelled,
/// noshow.
[[nodiscard]] QString fhirCode(Status status);

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Status)
