#include "core/booking/CachedAppointmentBook.h"

namespace clinidesk {

CachedAppointmentBook::CachedAppointmentBook(AppointmentBook &source, CachedDayList &days,
                                             Cache &cache, const CacheViewer &viewer)
    : m_source(source)
    , m_days(days)
    , m_cache(cache)
    , m_viewer(viewer)
{
}

Async<Change> CachedAppointmentBook::announced(const Async<Change> &change)
{
    return andThen(change, &m_context, [this](const Change &made) {
        return afterwards(m_cache.amend(newsOf(made), m_days.mendsOf(made)), &m_context, made);
    });
}

/// The worker knows the change by the same name, and need not announce it once more.
CacheNews CachedAppointmentBook::newsOf(const Change &change) const
{
    const CacheTags tags = cacheTagsFrom(change.tags);
    if (!m_viewer.isOpen())
        return tags;
    return {tags,
            QByteArray::number(qint64(m_viewer.scope().installation)) + ':'
                + QByteArray::number(change.appointment.value()) + ':'
                + QByteArray::number(change.version)};
}

Async<Change> CachedAppointmentBook::book(RequestId request, const Booking &booking)
{
    return announced(m_source.book(request, booking));
}

Async<Change> CachedAppointmentBook::move(RequestId request, Seen seen, const Move &to)
{
    return announced(m_source.move(request, seen, to));
}

Async<Change> CachedAppointmentBook::resize(RequestId request, Seen seen,
                                            std::chrono::minutes length)
{
    return announced(m_source.resize(request, seen, length));
}

Async<Change> CachedAppointmentBook::act(RequestId request, Seen seen, Action action,
                                         const QString &why)
{
    return announced(m_source.act(request, seen, action, why));
}

Async<Change> CachedAppointmentBook::undo(RequestId request, EventId event)
{
    return announced(m_source.undo(request, event));
}

Async<Appointment> CachedAppointmentBook::appointment(AppointmentId id)
{
    return m_source.appointment(id);
}

Async<QList<AppointmentEvent>> CachedAppointmentBook::eventsOf(AppointmentId id)
{
    return m_source.eventsOf(id);
}

Async<QString> CachedAppointmentBook::takenBy(AppointmentId id)
{
    return m_source.takenBy(id);
}

} // namespace clinidesk
