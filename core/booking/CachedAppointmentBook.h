#pragma once

#include "core/booking/CachedDayList.h"

#include <QObject>

namespace clinidesk {

/// Changes go to the source. Before their answer arrives, so that the screen that reads again sees
/// them, the days they touched are mended where they are kept, and whatever else is kept of what
/// they touched is dropped. Reading one appointment is never kept. GUI thread.
class CachedAppointmentBook final : public AppointmentBook
{
public:
    /// All outlive it.
    CachedAppointmentBook(AppointmentBook &source, CachedDayList &days, Cache &cache,
                          const CacheViewer &viewer);

    [[nodiscard]] Async<Change> book(RequestId request, const Booking &booking) override;
    [[nodiscard]] Async<Change> move(RequestId request, Seen seen, const Move &to) override;
    [[nodiscard]] Async<Change> resize(RequestId request, Seen seen,
                                       std::chrono::minutes length) override;
    [[nodiscard]] Async<Change> act(RequestId request, Seen seen, Action action,
                                    const QString &why) override;
    [[nodiscard]] Async<Change> undo(RequestId request, EventId event) override;

    [[nodiscard]] Async<Appointment> appointment(AppointmentId id) override;
    [[nodiscard]] Async<QList<AppointmentEvent>> eventsOf(AppointmentId id) override;
    [[nodiscard]] Async<QString> takenBy(AppointmentId id) override;

private:
    [[nodiscard]] Async<Change> announced(const Async<Change> &change);
    [[nodiscard]] CacheNews newsOf(const Change &change) const;

    AppointmentBook &m_source;
    CachedDayList &m_days;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    QObject m_context;
};

} // namespace clinidesk
