#pragma once

#include "core/booking/Waitlist.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// The waitlist in PostgreSQL.
class PostgresWaitlist final : public Waitlist
{
public:
    explicit PostgresWaitlist(DatabasePool &pool);

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
    [[nodiscard]] Async<SeenWaiting> changed(const QString &call, const QList<Bound> &values);

    DatabasePool &m_pool;
};

} // namespace clinidesk
