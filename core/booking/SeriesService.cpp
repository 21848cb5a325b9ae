#include "core/booking/SeriesService.h"

namespace clinidesk {

SeriesService::SeriesService(SeriesBook &book, BookingService &booking)
    : m_book(book)
    , m_booking(booking)
{
}

Async<QList<StartState>> SeriesService::conflicts(const SeriesPlace &place,
                                                  const QList<QDateTime> &starts)
{
    return m_book.conflicts(place, starts);
}

Async<QList<SeriesMember>> SeriesService::membersOf(AppointmentId appointment)
{
    return m_book.membersOf(appointment);
}

Async<SeriesChanges> SeriesService::book(const SeriesBooking &booking)
{
    return made(
        [this, request = RequestId::create(), booking] { return m_book.book(request, booking); });
}

Async<SeriesChanges> SeriesService::cancel(const SeriesPart &part, const QString &why)
{
    return made([this, request = RequestId::create(), part, why] {
        return m_book.cancel(request, part, why);
    });
}

Async<SeriesChanges> SeriesService::move(const SeriesPart &part, const QList<QDateTime> &starts)
{
    return made([this, request = RequestId::create(), part, starts] {
        return m_book.move(request, part, starts);
    });
}

Async<SeriesChanges> SeriesService::made(const std::function<Async<SeriesChanges>()> &attempt)
{
    return m_booking.make(
        {.make = attempt, .undo = [this](RequestId request, const QList<EventId> &events) {
             return m_book.undo(request, events);
         }});
}

} // namespace clinidesk
