#pragma once

#include "core/booking/SeriesBook.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Series of appointments in PostgreSQL: one database function, hence one transaction, a change.
class PostgresSeriesBook final : public SeriesBook
{
public:
    explicit PostgresSeriesBook(DatabasePool &pool);

    [[nodiscard]] Async<QList<StartState>> conflicts(const SeriesPlace &place,
                                                     const QList<QDateTime> &starts) override;
    [[nodiscard]] Async<QList<SeriesMember>> membersOf(AppointmentId appointment) override;
    [[nodiscard]] Async<SeriesChanges> book(RequestId request,
                                            const SeriesBooking &booking) override;
    [[nodiscard]] Async<SeriesChanges> cancel(RequestId request, const SeriesPart &part,
                                              const QString &why) override;
    [[nodiscard]] Async<SeriesChanges> move(RequestId request, const SeriesPart &part,
                                            const QList<QDateTime> &starts) override;
    [[nodiscard]] Async<SeriesChanges> undo(RequestId request,
                                            const QList<EventId> &events) override;

private:
    [[nodiscard]] Async<SeriesChanges> change(const QString &call, const QList<Bound> &values);

    DatabasePool &m_pool;
};

} // namespace clinidesk
