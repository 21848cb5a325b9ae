#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/booking/SeriesRule.h"

namespace clinidesk {

/// Where each occurrence of a series is to stand, apart from when.
struct SeriesPlace
{
    ClinicId clinic;
    DepartmentId department;
    DoctorId doctor; ///< Null: a free seat of the department.
    PatientId patient;
    std::chrono::minutes length{20};

    friend bool operator==(const SeriesPlace &, const SeriesPlace &) = default;
};

struct SeriesBooking
{
    SeriesPlace place;
    SeriesRule rule; ///< As it was asked for; remembered, not counted out again.
    QList<QDateTime> starts; ///< UTC; 1 to 100, within 18 months.
    QString reason;
    AppointmentId repeats; ///< Becomes one of the series; null: none.

    friend bool operator==(const SeriesBooking &, const SeriesBooking &) = default;
};

/// Whether an appointment could be booked at a time, and if not, why.
struct StartState
{
    enum class Kind {
        Free,
        Taken, ///< Doctor, seat or room.
        PatientBusy, ///< The patient has another appointment then.
        Overlap, ///< With an earlier start of the same list.
        Closed,
        Absent,
        Past,
        TooFar,
    };

    Kind kind = Kind::Free;
    AppointmentId other; ///< What stands in the way, where it is one this person may see.

    friend bool operator==(const StartState &, const StartState &) = default;
};

/// One appointment of a series.
struct SeriesMember
{
    AppointmentId appointment;
    int version = 0;
    Status status = Status::Pending;
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.

    friend bool operator==(const SeriesMember &, const SeriesMember &) = default;
};

/// What of a series a change is about. Following and All are of those that are still to come and
/// pending or booked.
struct SeriesPart
{
    enum class Scope { This, Following, All };

    AppointmentId appointment; ///< "This".
    Scope scope = Scope::This;
    QList<Seen> seen; ///< All that it takes in, as the desk last saw them: else it is Stale.
};

/// The changes of one call, one for each appointment that it changed.
using SeriesChanges = QList<Change>;

/// Appointments that belong together. As an AppointmentBook, but every change is of several
/// appointments, and all of it happens or nothing.
///
/// A Conflict here has facts: taken "series", occurrences [{n, state, appointment}], n being the
/// place from 1 among the starts asked for; see startStatesOf().
class SeriesBook
{
public:
    virtual ~SeriesBook() = default;

    /// One for each of @p starts, in their order; nothing is written. What is free may be taken
    /// before it is booked. Fails with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<QList<StartState>> conflicts(const SeriesPlace &place,
                                                             const QList<QDateTime> &starts)
        = 0;
    /// By start, whatever became of them; none for an appointment without a series.
    [[nodiscard]] virtual Async<QList<SeriesMember>> membersOf(AppointmentId appointment) = 0;

    [[nodiscard]] virtual Async<SeriesChanges> book(RequestId request, const SeriesBooking &booking)
        = 0;
    [[nodiscard]] virtual Async<SeriesChanges> cancel(RequestId request, const SeriesPart &part,
                                                      const QString &why)
        = 0;
    /// @p starts (UTC): where each of part.seen goes, in their order; one that stands there already
    /// stays as it is and has no change.
    [[nodiscard]] virtual Async<SeriesChanges> move(RequestId request, const SeriesPart &part,
                                                    const QList<QDateTime> &starts)
        = 0;
    /// Takes back one's own changes, if each is still its appointment's last.
    [[nodiscard]] virtual Async<SeriesChanges> undo(RequestId request, const QList<EventId> &events)
        = 0;

protected:
    SeriesBook() = default;
    Q_DISABLE_COPY_MOVE(SeriesBook)
};

/// The state that the database calls @p word; Taken for a word of a newer one.
[[nodiscard]] StartState::Kind startStateOf(const QString &word);
/// What a Conflict says of @p count occurrences, those not named being free.
[[nodiscard]] QList<StartState> startStatesOf(const Error &conflict, qsizetype count);

} // namespace clinidesk
