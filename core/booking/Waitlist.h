#pragma once

#include "core/base/Async.h"
#include "core/base/RequestId.h"
#include "core/booking/AppointmentBook.h"

#include <QTime>

#include <chrono>
#include <optional>

namespace clinidesk {

using WaitingId = Id<struct Waiting>;
using OfferId = Id<struct Offer>;

/// What somebody waits for. Whatever is left out, any will do.
struct WaitingWish
{
    enum class Urgency { WheneverItSuits, Soon, Urgent };

    static constexpr int longestRemark = 200;

    ClinicId clinic;
    PatientId patient;
    DepartmentId department;
    DoctorId doctor; ///< Null: any of the department, or one of its seats.
    Urgency urgency = Urgency::Soon;
    QList<Qt::DayOfWeek> weekdays; ///< Ascending; none: any.
    QTime from; ///< Of the clinic's wall clock.
    QTime until; ///< By then it has to be over.
    QDate firstDay;
    QDate lastDay;
    std::optional<std::chrono::minutes> length; ///< None: the department's slot length.
    QString remark; ///< For the front desk: nothing clinical belongs here.

    friend bool operator==(const WaitingWish &, const WaitingWish &) = default;
};

/// A free time of a doctor, or of one of a department's seats.
struct FreeTime
{
    ClinicId clinic;
    DepartmentId department; ///< Of no account where there is a doctor.
    DoctorId doctor; ///< Null: one of the seats.
    QDateTime startsAt; ///< UTC.

    friend bool operator==(const FreeTime &, const FreeTime &) = default;
};

/// What is being offered to somebody who waits.
struct Offer
{
    OfferId id;
    DoctorId doctor; ///< Null: a seat of the department.
    QString doctorName;
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    QDateTime expiresAt; ///< UTC, by the server's clock.
    std::chrono::seconds left{0}; ///< Until then, when the answer was given.
    QString offeredBy; ///< The colleague's name.

    friend bool operator==(const Offer &, const Offer &) = default;
};

/// Somebody who waits.
struct Waiting
{
    WaitingId id;
    int version = 0;
    QByteArray zone; ///< The clinic's.
    WaitingWish wish;
    QString departmentName;
    QString doctorName; ///< Empty without a doctor.
    QString mrn;
    QString family;
    QString given;
    QDate birthDate; ///< Invalid: not known.
    QString phone;
    QString email;
    QDateTime since; ///< UTC.
    int days = 0; ///< Waited so far, by the clinic's calendar.
    QDateTime hasAppointment; ///< The next one at that department, UTC; invalid: none.
    std::optional<Offer> offer; ///< The one that lives.

    [[nodiscard]] bool canBeReached() const { return !phone.isEmpty() || !email.isEmpty(); }

    friend bool operator==(const Waiting &, const Waiting &) = default;
};

/// Somebody whom a free time suits.
struct Candidate
{
    enum class Asked { NotYet, SaidNo, DidNotAnswer }; ///< About this very time.

    Waiting waiting;
    std::chrono::minutes length{0}; ///< For which the time would be booked.
    Asked asked = Asked::NotYet;
    QDateTime askedAt; ///< UTC, when that offer ended.

    friend bool operator==(const Candidate &, const Candidate &) = default;
};

/// A time that one's own change made free.
struct FreedTime
{
    FreeTime time;
    QByteArray zone;
    QString name; ///< "Dr Okafor", or the department's.
    QDateTime endsAt; ///< UTC; until then it is free.
    int waiting = 0; ///< Whom it suits and who hasn't been asked about it.

    friend bool operator==(const FreedTime &, const FreedTime &) = default;
};

/// An entry as it was last seen: a newer version fails with Stale.
struct SeenWaiting
{
    WaitingId id;
    int version = 0;

    friend bool operator==(const SeenWaiting &, const SeenWaiting &) = default;
};

struct MadeOffer
{
    OfferId id;
    std::chrono::seconds left{0}; ///< Until it expires.

    friend bool operator==(const MadeOffer &, const MadeOffer &) = default;
};

/// Who waits for a time, and who is asked when one is free. For receptionists. Calls return at
/// once, from any thread; changes carry a request id as an AppointmentBook's.
///
/// Fails with: Conflict (facts taken: "waiting" who waits for the same already, "entry" who is
/// being offered another time, "offer" a time that somebody else is being offered, or what a
/// booking says), Transition (an offer that has ended, fact outcome; or no longer on the list),
/// Stale, Denied, Invalid, NotFound, Limit, Unavailable, Unknown.
class Waitlist
{
public:
    enum class Ending {
        Declined, ///< The patient doesn't want it, and isn't asked first about it again.
        Withdrawn, ///< The desk takes the offer back.
    };

    /// How many are listed at once.
    static constexpr int most = 500;

    virtual ~Waitlist() = default;

    /// The longest waiting first.
    [[nodiscard]] virtual Async<QList<Waiting>> entries(ClinicId clinic) = 0;
    /// In the order in which to ask them: not asked about this time yet, can be reached, more
    /// urgent, more days waited, wants the doctor by name, came first. Conflict: it isn't free.
    [[nodiscard]] virtual Async<QList<Candidate>> candidates(const FreeTime &time) = 0;
    /// What the change @p event, one's own, made free, if anybody waits for it.
    [[nodiscard]] virtual Async<std::optional<FreedTime>> freedBy(EventId event) = 0;

    [[nodiscard]] virtual Async<SeenWaiting> add(RequestId request, const WaitingWish &wish) = 0;
    /// Clinic and patient stay what they were.
    [[nodiscard]] virtual Async<SeenWaiting> change(RequestId request, SeenWaiting seen,
                                                    const WaitingWish &wish)
        = 0;
    [[nodiscard]] virtual Async<SeenWaiting> takeOff(RequestId request, SeenWaiting seen) = 0;
    /// With the time already waited.
    [[nodiscard]] virtual Async<SeenWaiting> putBack(RequestId request, SeenWaiting seen) = 0;

    /// Keeps the time for one entry until the offer is answered or expires. It binds the waitlist
    /// alone: anybody can book the time meanwhile.
    [[nodiscard]] virtual Async<MadeOffer> offer(RequestId request, SeenWaiting seen,
                                                 const FreeTime &time)
        = 0;
    /// Books it, by the rules of every booking; the entry leaves the list. When that change is
    /// taken back, the entry is on the list again.
    [[nodiscard]] virtual Async<Change> accept(RequestId request, OfferId offer) = 0;
    [[nodiscard]] virtual Async<Done> end(RequestId request, OfferId offer, Ending ending) = 0;

protected:
    Waitlist() = default;
    Q_DISABLE_COPY_MOVE(Waitlist)
};

} // namespace clinidesk
