#pragma once

#include "core/booking/BookingService.h"
#include "core/booking/SeriesBook.h"

namespace clinidesk {

/// Changes of several appointments at once, each call one step of undo. What it changes is told by
/// the BookingService, as every change is. GUI thread.
class SeriesService final
{
public:
    /// Both outlive it.
    SeriesService(SeriesBook &book, BookingService &booking);
    Q_DISABLE_COPY_MOVE(SeriesService)

    [[nodiscard]] Async<QList<StartState>> conflicts(const SeriesPlace &place,
                                                     const QList<QDateTime> &starts);
    [[nodiscard]] Async<QList<SeriesMember>> membersOf(AppointmentId appointment);
    [[nodiscard]] Async<SeriesChanges> book(const SeriesBooking &booking);
    [[nodiscard]] Async<SeriesChanges> cancel(const SeriesPart &part, const QString &why);
    [[nodiscard]] Async<SeriesChanges> move(const SeriesPart &part, const QList<QDateTime> &starts);

private:
    [[nodiscard]] Async<SeriesChanges> made(const std::function<Async<SeriesChanges>()> &attempt);

    SeriesBook &m_book;
    BookingService &m_booking;
};

} // namespace clinidesk
