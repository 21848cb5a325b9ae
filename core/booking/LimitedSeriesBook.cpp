#include "core/booking/LimitedSeriesBook.h"

#include <algorithm>

namespace clinidesk {

LimitedSeriesBook::LimitedSeriesBook(SeriesBook &source, LimitedAppointmentBook &limits)
    : m_source(source)
    , m_limits(limits)
{
}

Async<QList<StartState>> LimitedSeriesBook::conflicts(const SeriesPlace &place,
                                                      const QList<QDateTime> &starts)
{
    return m_source.conflicts(place, starts);
}

Async<QList<SeriesMember>> LimitedSeriesBook::membersOf(AppointmentId appointment)
{
    return m_source.membersOf(appointment);
}

Async<SeriesChanges> LimitedSeriesBook::book(RequestId request, const SeriesBooking &booking)
{
    const QList<QDateTime> &starts = booking.starts;
    const QDateTime last
        = starts.isEmpty() ? QDateTime() : *std::max_element(starts.begin(), starts.end());
    return m_limits.limited<SeriesChanges>(
        request, m_limits.bookingAsk(booking.place.patient, last),
        [this, request, booking] { return m_source.book(request, booking); });
}

Async<SeriesChanges> LimitedSeriesBook::cancel(RequestId request, const SeriesPart &part,
                                               const QString &why)
{
    return m_limits.limited<SeriesChanges>(
        request, {}, [this, request, part, why] { return m_source.cancel(request, part, why); });
}

Async<SeriesChanges> LimitedSeriesBook::move(RequestId request, const SeriesPart &part,
                                             const QList<QDateTime> &starts)
{
    return m_limits.limited<SeriesChanges>(request, {}, [this, request, part, starts] {
        return m_source.move(request, part, starts);
    });
}

Async<SeriesChanges> LimitedSeriesBook::undo(RequestId request, const QList<EventId> &events)
{
    return m_limits.limited<SeriesChanges>(
        request, {}, [this, request, events] { return m_source.undo(request, events); });
}

} // namespace clinidesk
