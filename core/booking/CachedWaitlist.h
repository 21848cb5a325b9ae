#pragma once

#include "core/booking/Waitlist.h"
#include "core/cache/Cache.h"

#include <QObject>

namespace clinidesk {

/// Everything goes to the source: who waits, and who is being asked, is never kept. Before the
/// answer to an accepted offer arrives, whatever is kept of what that booking touched is dropped.
/// GUI thread.
class CachedWaitlist final : public Waitlist
{
public:
    /// Both outlive it.
    CachedWaitlist(Waitlist &source, Cache &cache);

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
    Cache &m_cache;
    QObject m_context;
};

} // namespace clinidesk
