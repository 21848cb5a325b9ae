#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/cache/Cache.h"

#include <QObject>

namespace clinidesk {

/// Changes go to the source; whatever is kept of what they touched is dropped before their answer
/// arrives, so that the screen that reads again sees them. Reading one appointment is never kept.
/// GUI thread.
class CachedAppointmentBook final : public AppointmentBook
{
public:
    /// Both outlive it.
    CachedAppointmentBook(AppointmentBook &source, Cache &cache);

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

    AppointmentBook &m_source;
    Cache &m_cache;
    QObject m_context;
};

} // namespace clinidesk
