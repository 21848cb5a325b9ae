#include "core/booking/CachedWaitlist.h"

namespace clinidesk {

CachedWaitlist::CachedWaitlist(Waitlist &source, Cache &cache)
    : m_source(source)
    , m_cache(cache)
{
}

Async<QList<Waiting>> CachedWaitlist::entries(ClinicId clinic)
{
    return m_source.entries(clinic);
}

Async<QList<Candidate>> CachedWaitlist::candidates(const FreeTime &time)
{
    return m_source.candidates(time);
}

Async<std::optional<FreedTime>> CachedWaitlist::freedBy(EventId event)
{
    return m_source.freedBy(event);
}

Async<SeenWaiting> CachedWaitlist::add(RequestId request, const WaitingWish &wish)
{
    return m_source.add(request, wish);
}

Async<SeenWaiting> CachedWaitlist::change(RequestId request, SeenWaiting seen,
                                          const WaitingWish &wish)
{
    return m_source.change(request, seen, wish);
}

Async<SeenWaiting> CachedWaitlist::takeOff(RequestId request, SeenWaiting seen)
{
    return m_source.takeOff(request, seen);
}

Async<SeenWaiting> CachedWaitlist::putBack(RequestId request, SeenWaiting seen)
{
    return m_source.putBack(request, seen);
}

Async<MadeOffer> CachedWaitlist::offer(RequestId request, SeenWaiting seen, const FreeTime &time)
{
    return m_source.offer(request, seen, time);
}

Async<Change> CachedWaitlist::accept(RequestId request, OfferId offer)
{
    return andThen(m_source.accept(request, offer), &m_context, [this](const Change &made) {
        return afterwards(m_cache.invalidate(cacheTagsFrom(made.tags)), &m_context, made);
    });
}

Async<Done> CachedWaitlist::end(RequestId request, OfferId offer, Ending ending)
{
    return m_source.end(request, offer, ending);
}

} // namespace clinidesk
