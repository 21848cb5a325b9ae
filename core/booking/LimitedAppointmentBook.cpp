#include "core/booking/LimitedAppointmentBook.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// How long ago a visit may have been for its booking to count, as in require_below_limit().
constexpr std::chrono::hours longestPast{48};

/// Nothing was booked, for certain.
bool cameToNothing(const Error &error)
{
    switch (error.code) {
    case Error::Code::Unavailable:
    case Error::Code::Busy:
    case Error::Code::NotFound:
    case Error::Code::Conflict:
    case Error::Code::Transition:
    case Error::Code::Stale:
    case Error::Code::Denied:
    case Error::Code::Invalid:
    case Error::Code::ReadOnly:
        return true;
    default:
        return false;
    }
}

} // namespace

LimitedAppointmentBook::LimitedAppointmentBook(AppointmentBook &source, const Limits &limits,
                                               const Clock &clock)
    : m_source(source)
    , m_limits(limits)
    , m_clock(clock)
{
}

void LimitedAppointmentBook::leave()
{
    m_session.reset();
    m_inDoubt.clear();
    m_limits.watch.forget();
}

LimitAsk LimitedAppointmentBook::changeAsk() const
{
    const quint64 installation = m_session->installation;
    const LimitKey key = m_session->role == Role::Doctor
        ? LimitKey::doctorChange(installation, m_session->staff)
        : LimitKey::change(installation, m_session->staff);
    return {key, policyFor(key.kind(), m_limits.policies)};
}

std::optional<LimitAsk> LimitedAppointmentBook::bookingAsk(PatientId patient,
                                                           const QDateTime &startsAt) const
{
    const bool isCounted = m_session && !m_session->rights.contains(u"over_limit"_s)
        && startsAt >= m_clock.now().addSecs(-std::chrono::seconds(longestPast).count());
    if (!isCounted)
        return std::nullopt;
    return LimitAsk{LimitKey::booking(m_session->installation, patient), m_limits.policies.booking};
}

void LimitedAppointmentBook::settle(RequestId request, const LimitAsk &ask, const Error *error)
{
    if (!error)
        m_inDoubt.remove(request.uuid());
    else if (error->code == Error::Code::Unknown)
        m_inDoubt.insert(request.uuid());
    else if (cameToNothing(*error) && !m_inDoubt.contains(request.uuid()))
        m_limits.limiter.giveBack(request, {ask});
}

Async<Change> LimitedAppointmentBook::book(RequestId request, const Booking &booking)
{
    return limited<Change>(request, bookingAsk(booking.patient, booking.startsAt),
                           [this, request, booking] { return m_source.book(request, booking); });
}

Async<Change> LimitedAppointmentBook::move(RequestId request, Seen seen, const Move &to)
{
    return limited<Change>(request, {},
                           [this, request, seen, to] { return m_source.move(request, seen, to); });
}

Async<Change> LimitedAppointmentBook::resize(RequestId request, Seen seen,
                                             std::chrono::minutes length)
{
    return limited<Change>(request, {}, [this, request, seen, length] {
        return m_source.resize(request, seen, length);
    });
}

Async<Change> LimitedAppointmentBook::act(RequestId request, Seen seen, Action action,
                                          const QString &why)
{
    return limited<Change>(request, {}, [this, request, seen, action, why] {
        return m_source.act(request, seen, action, why);
    });
}

Async<Change> LimitedAppointmentBook::undo(RequestId request, EventId event)
{
    return limited<Change>(request, {},
                           [this, request, event] { return m_source.undo(request, event); });
}

Async<Appointment> LimitedAppointmentBook::appointment(AppointmentId id)
{
    return m_source.appointment(id);
}

Async<QList<AppointmentEvent>> LimitedAppointmentBook::eventsOf(AppointmentId id)
{
    return m_source.eventsOf(id);
}

Async<QString> LimitedAppointmentBook::takenBy(AppointmentId id)
{
    return m_source.takenBy(id);
}

} // namespace clinidesk
