#pragma once

#include "core/base/Async.h"
#include "core/base/RequestId.h"
#include "core/booking/Appointment.h"
#include "core/booking/FreeSlots.h"

#include <QStringList>

namespace clinidesk {

using AbsenceId = Id<struct Absence>;

/// Who is away, and when: a doctor, or the seats of a department.
struct AbsenceSpan
{
    ClinicId clinic;
    DoctorId doctor; ///< Exactly one of doctor and department.
    DepartmentId department; ///< Closes its seats, not its doctors.
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC; a year later at most, and not yet past.

    friend bool operator==(const AbsenceSpan &, const AbsenceSpan &) = default;
};

/// An absence that stands and isn't over.
struct Absence
{
    AbsenceId id;
    AbsenceSpan span; ///< With a null clinic: away from every clinic.
    QString name; ///< "Dr Okafor", or the department's.
    QString reason;
    int affected = 0; ///< Live appointments that still lie in it, at the clinic asked for.

    friend bool operator==(const Absence &, const Absence &) = default;
};

/// A live appointment in an absence, and where it could go.
struct Affected
{
    Appointment appointment;
    QList<Slot> proposals; ///< Best first, at most three; none once the patient has arrived.

    friend bool operator==(const Affected &, const Affected &) = default;
};

struct AffectedList
{
    QList<Affected> patients; ///< By start.
    bool hasMore = false; ///< There are others after these.

    friend bool operator==(const AffectedList &, const AffectedList &) = default;
};

struct EnteredAbsence
{
    AbsenceId id;
    QStringList tags; ///< Cache tags it touched.

    friend bool operator==(const EnteredAbsence &, const EnteredAbsence &) = default;
};

/// Absences and whom they concern. A receptionist enters those of her clinics, a doctor his own.
/// Calls return at once, from any thread. Changes are as an AppointmentBook's.
class AbsenceBook
{
public:
    /// How many of the affected are listed at once.
    static constexpr int most = 200;

    virtual ~AbsenceBook() = default;

    /// The appointments in @p span as they stand now, whether it has been entered or not; with
    /// proposals that are all different times, so that each can be taken. Only who may move an
    /// appointment gets proposals. Fails with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<AffectedList> affected(const AbsenceSpan &span) = 0;
    /// The clinic's, by start; a doctor's own.
    [[nodiscard]] virtual Async<QList<Absence>> standing(ClinicId clinic) = 0;

    /// Moves nobody. Fails with Conflict (taken "absence", absence) when it lies within one that
    /// stands already.
    [[nodiscard]] virtual Async<EnteredAbsence> enter(RequestId request, const AbsenceSpan &span,
                                                      const QString &reason)
        = 0;
    /// Answers the cache tags it touched.
    [[nodiscard]] virtual Async<QStringList> remove(RequestId request, AbsenceId absence) = 0;

protected:
    AbsenceBook() = default;
    Q_DISABLE_COPY_MOVE(AbsenceBook)
};

} // namespace clinidesk
