#pragma once

#include "core/booking/LimitedAppointmentBook.h"
#include "core/booking/SeriesBook.h"

namespace clinidesk {

/// Obeys the limits of a LimitedAppointmentBook: a call is one change, whatever it changes, and a
/// series one booking of its patient, as the database counts them. GUI thread.
class LimitedSeriesBook final : public SeriesBook
{
public:
    /// Both outlive it.
    LimitedSeriesBook(SeriesBook &source, LimitedAppointmentBook &limits);

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
    SeriesBook &m_source;
    LimitedAppointmentBook &m_limits;
};

} // namespace clinidesk
