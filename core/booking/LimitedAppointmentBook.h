#pragma once

#include "core/base/Clock.h"
#include "core/booking/AppointmentBook.h"
#include "core/limits/LimitError.h"
#include "core/limits/LimitWatch.h"
#include "core/staff/Session.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>

namespace clinidesk {

/// Changes as many as the person's limit allows, bookings as many as the patient's does, too; what
/// is refused never reaches the source. Reading is not limited. GUI thread.
class LimitedAppointmentBook final : public AppointmentBook
{
public:
    struct Limits
    {
        Limiter &limiter;
        LimitWatch &watch;
        LimitPolicies policies;
    };

    /// All outlive it.
    LimitedAppointmentBook(AppointmentBook &source, const Limits &limits, const Clock &clock);

    /// Whose changes they are from here on; before that nothing is limited, and nothing let in.
    void enter(const Session &session) { m_session = session; }
    void leave();

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

    /// @p change if the person's limit allows one more, and with @p booking what limits that
    /// patient's; else their refusal.
    template <typename T>
    [[nodiscard]] Async<T> limited(RequestId request, const std::optional<LimitAsk> &booking,
                                   const std::function<Async<T>()> &change)
    {
        if (!m_session)
            return change();
        const LimitAsks asks = booking ? LimitAsks{changeAsk(), *booking} : LimitAsks{changeAsk()};
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        const Async<T> made = promise->future();
        m_limits.limiter.decide(
            request, asks,
            [this, change, promise, self = QPointer(&m_context)](const LimitDecision &decision) {
                if (!self)
                    return;
                m_limits.watch.note(decision);
                const auto finish = [promise](const Result<T> &answer) {
                    promise->addResult(answer);
                    promise->finish();
                };
                if (decision.isAllowed)
                    deliver(change(), &m_context, finish);
                else
                    finish(limitError(decision.standing));
            });
        if (booking) {
            deliver(made, &m_context, [this, request, ask = *booking](const Result<T> &answer) {
                settle(request, ask, answer ? nullptr : &answer.error());
            });
        }
        return made;
    }
    /// The patient's limit, where the database counts a booking at @p startsAt, too.
    [[nodiscard]] std::optional<LimitAsk> bookingAsk(PatientId patient,
                                                     const QDateTime &startsAt) const;

private:
    [[nodiscard]] LimitAsk changeAsk() const;
    /// @p error is what became of the booking; null for one that was made.
    void settle(RequestId request, const LimitAsk &ask, const Error *error);

    AppointmentBook &m_source;
    const Limits m_limits;
    const Clock &m_clock;
    std::optional<Session> m_session;
    QSet<QUuid> m_inDoubt; ///< May have been booked, whatever a later answer says.
    QObject m_context;
};

} // namespace clinidesk
