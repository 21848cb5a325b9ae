#pragma once

#include "core/booking/LimitedAppointmentBook.h"
#include "core/booking/Waitlist.h"

namespace clinidesk {

/// Obeys the limit of a person's changes that a LimitedAppointmentBook has. How often one patient
/// is booked is for the database to say: an offer doesn't tell here whom it is for. GUI thread.
class LimitedWaitlist final : public Waitlist
{
public:
    /// Both outlive it.
    LimitedWaitlist(Waitlist &source, LimitedAppointmentBook &limits);

    [[nodiscard]] Async<QList<Waiting>> entries(ClinicId clinic) override;
    [[nodiscard]] Async<QList<Candidate>> candidates(const FreeTime &time) override;
    [[nodiscard]] Async<std::optional<FreedTime>> freedBy(EventId event) override;
    [[nodiscard]] Async<SeenWaiting> add(RequestId request, const WaitingWish &wish) override;
    [[nodiscard]] Async<SeenWaiting> change(RequestId request, SeenWaiting seen,
                                            const WaitingWish &wish) override;
    [[nodiscard]] Async<SeenWaiting> takeOff(RequestId request, SeenWaiting seen) override;
    [[nodiscard]] Async<SeenWaiting> putBack(RequestId request, SeenWaiting seen) override;
    [[nodiscard]] Async<MadeOffer> offer(RequestId request, SeenWaiting seen,
                                         const FreeTime &time) override;
    [[nodiscard]] Async<Change> accept(RequestId request, OfferId offer) override;
    [[nodiscard]] Async<Done> end(RequestId request, OfferId offer, Ending ending) override;

private:
    Waitlist &m_source;
    LimitedAppointmentBook &m_limits;
};

} // namespace clinidesk
