#pragma once

#include "core/booking/SeriesBook.h"
#include "core/cache/Cache.h"

#include <QObject>

namespace clinidesk {

/// Everything goes to the source. Before a change's answer arrives, whatever is kept of what it
/// touched is dropped. GUI thread.
class CachedSeriesBook final : public SeriesBook
{
public:
    /// Both outlive it.
    CachedSeriesBook(SeriesBook &source, Cache &cache);

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
    [[nodiscard]] Async<SeriesChanges> announced(const Async<SeriesChanges> &changes);

    SeriesBook &m_source;
    Cache &m_cache;
    QObject m_context;
};

} // namespace clinidesk
