#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// The book of appointments in PostgreSQL: one database function a change.
class PostgresAppointmentBook final : public AppointmentBook
{
public:
    explicit PostgresAppointmentBook(DatabasePool &pool);

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
    [[nodiscard]] Async<Change> change(const QString &call, const QList<Bound> &values);

    DatabasePool &m_pool;
};

} // namespace clinidesk
