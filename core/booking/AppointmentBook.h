#pragma once

#include "core/base/Async.h"
#include "core/base/RequestId.h"
#include "core/booking/Appointment.h"

#include <QStringList>

#include <chrono>
#include <optional>

namespace clinidesk {

/// What every change of an appointment answers.
struct Change
{
    AppointmentId appointment;
    int version = 0;
    Status status = Status::Pending;
    EventId event; ///< What undo takes back.
    QStringList tags; ///< Cache tags the change touched, for example "day:3:2026-11-22".
    /// What a list shows of it from here on. None where the person may not see it, and when a
    /// request is answered once more.
    std::optional<Appointment> row = std::nullopt;

    /// Whether they are the same change, with its row or without.
    friend bool operator==(const Change &a, const Change &b)
    {
        return a.appointment == b.appointment && a.version == b.version && a.status == b.status
            && a.event == b.event && a.tags == b.tags;
    }
};

struct Booking
{
    enum class Lane { Free, Double }; ///< Double: beside another on purpose; needs the right.

    ClinicId clinic;
    DepartmentId department;
    DoctorId doctor; ///< Null: a free seat of the department.
    PatientId patient;
    QDateTime startsAt; ///< UTC.
    std::chrono::minutes length{20};
    QString reason;
    Lane lane = Lane::Free;

    friend bool operator==(const Booking &, const Booking &) = default;
};

/// The appointment a change is meant for, as the desk last saw it: a newer version fails with
/// Stale.
struct Seen
{
    AppointmentId appointment;
    int version = 0;
};

struct Move
{
    DoctorId doctor; ///< Null: the same as before.
    QDateTime startsAt; ///< UTC.
    std::optional<std::chrono::minutes> length; ///< None: as long as before.
};

/// The book of appointments. Calls return at once, from any thread. Each change is one transaction
/// and carries a request id: sending it again with the same arguments changes nothing more and
/// answers the same.
///
/// Fails with: Conflict, Limit, Transition, Stale, Denied, Invalid, NotFound, Unavailable (nothing
/// was changed), Unknown (ask again with the same request id).
class AppointmentBook
{
public:
    virtual ~AppointmentBook() = default;

    [[nodiscard]] virtual Async<Change> book(RequestId request, const Booking &booking) = 0;
    [[nodiscard]] virtual Async<Change> move(RequestId request, Seen seen, const Move &to) = 0;
    [[nodiscard]] virtual Async<Change> resize(RequestId request, Seen seen,
                                               std::chrono::minutes length)
        = 0;
    /// @p why is the reason of a cancellation or rejection; ignored by the other actions.
    [[nodiscard]] virtual Async<Change> act(RequestId request, Seen seen, Action action,
                                            const QString &why)
        = 0;
    /// Takes back one's own change as a compensating one, if it is still the appointment's last.
    [[nodiscard]] virtual Async<Change> undo(RequestId request, EventId event) = 0;

    [[nodiscard]] virtual Async<Appointment> appointment(AppointmentId id) = 0;
    [[nodiscard]] virtual Async<QList<AppointmentEvent>> eventsOf(AppointmentId id) = 0;
    /// The colleague who booked @p id: for the sentence about a conflict.
    [[nodiscard]] virtual Async<QString> takenBy(AppointmentId id) = 0;

protected:
    AppointmentBook() = default;
    Q_DISABLE_COPY_MOVE(AppointmentBook)
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Change)
