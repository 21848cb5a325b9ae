#include "core/booking/LimitedWaitlist.h"

namespace clinidesk {

LimitedWaitlist::LimitedWaitlist(Waitlist &source, LimitedAppointmentBook &limits)
    : m_source(source)
    , m_limits(limits)
{
}

Async<QList<Waiting>> LimitedWaitlist::entries(ClinicId clinic)
{
    return m_source.entries(clinic);
}

Async<QList<Candidate>> LimitedWaitlist::candidates(const FreeTime &time)
{
    return m_source.candidates(time);
}

Async<std::optional<FreedTime>> LimitedWaitlist::freedBy(EventId event)
{
    return m_source.freedBy(event);
}

Async<SeenWaiting> LimitedWaitlist::add(RequestId request, const WaitingWish &wish)
{
    return m_limits.limited<SeenWaiting>(
        request, {}, [this, request, wish] { return m_source.add(request, wish); });
}

Async<SeenWaiting> LimitedWaitlist::change(RequestId request, SeenWaiting seen,
                                           const WaitingWish &wish)
{
    return m_limits.limited<SeenWaiting>(
        request, {}, [this, request, seen, wish] { return m_source.change(request, seen, wish); });
}

Async<SeenWaiting> LimitedWaitlist::takeOff(RequestId request, SeenWaiting seen)
{
    return m_limits.limited<SeenWaiting>(
        request, {}, [this, request, seen] { return m_source.takeOff(request, seen); });
}

Async<SeenWaiting> LimitedWaitlist::putBack(RequestId request, SeenWaiting seen)
{
    return m_limits.limited<SeenWaiting>(
        request, {}, [this, request, seen] { return m_source.putBack(request, seen); });
}

Async<MadeOffer> LimitedWaitlist::offer(RequestId request, SeenWaiting seen, const FreeTime &time)
{
    return m_limits.limited<MadeOffer>(
        request, {}, [this, request, seen, time] { return m_source.offer(request, seen, time); });
}

Async<Change> LimitedWaitlist::accept(RequestId request, OfferId offer)
{
    return m_limits.limited<Change>(
        request, {}, [this, request, offer] { return m_source.accept(request, offer); });
}

Async<Done> LimitedWaitlist::end(RequestId request, OfferId offer, Ending ending)
{
    return m_limits.limited<Done>(request, {}, [this, request, offer, ending] {
        return m_source.end(request, offer, ending);
    });
}

} // namespace clinidesk
