#include "core/booking/CachedSeriesBook.h"

namespace clinidesk {

CachedSeriesBook::CachedSeriesBook(SeriesBook &source, Cache &cache)
    : m_source(source)
    , m_cache(cache)
{
}

Async<SeriesChanges> CachedSeriesBook::announced(const Async<SeriesChanges> &changes)
{
    return andThen(changes, &m_context, [this](const SeriesChanges &made) {
        QStringList tags;
        for (const Change &change : made)
            tags += change.tags;
        tags.removeDuplicates();
        return afterwards(m_cache.invalidate(cacheTagsFrom(tags)), &m_context, made);
    });
}

Async<QList<StartState>> CachedSeriesBook::conflicts(const SeriesPlace &place,
                                                     const QList<QDateTime> &starts)
{
    return m_source.conflicts(place, starts);
}

Async<QList<SeriesMember>> CachedSeriesBook::membersOf(AppointmentId appointment)
{
    return m_source.membersOf(appointment);
}

Async<SeriesChanges> CachedSeriesBook::book(RequestId request, const SeriesBooking &booking)
{
    return announced(m_source.book(request, booking));
}

Async<SeriesChanges> CachedSeriesBook::cancel(RequestId request, const SeriesPart &part,
                                              const QString &why)
{
    return announced(m_source.cancel(request, part, why));
}

Async<SeriesChanges> CachedSeriesBook::move(RequestId request, const SeriesPart &part,
                                            const QList<QDateTime> &starts)
{
    return announced(m_source.move(request, part, starts));
}

Async<SeriesChanges> CachedSeriesBook::undo(RequestId request, const QList<EventId> &events)
{
    return announced(m_source.undo(request, events));
}

} // namespace clinidesk
