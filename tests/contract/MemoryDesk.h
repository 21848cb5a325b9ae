#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/booking/DayList.h"
#include "core/booking/FreeSlots.h"
#include "tests/contract/MemoryClinic.h"

#include <QHash>

#include <functional>

namespace clinidesk {

/// One person's ports to a MemoryClinic. Every answer is there at once. One thread.
class MemoryDesk final : public AppointmentBook, public DayList, public FreeSlots
{
public:
    MemoryDesk(MemoryClinic &clinic, MemoryStaff who);

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

    [[nodiscard]] Async<Day> day(ClinicId clinic, QDate date,
                                 Reading reading = Reading::Usual) override;
    [[nodiscard]] Async<QList<Slot>> find(const SlotQuery &query,
                                          Reading reading = Reading::Usual) override;
    [[nodiscard]] Async<QDateTime> instantOf(ClinicId clinic, const QDateTime &local,
                                             int fold) override;

private:
    struct Answered
    {
        QStringList asked;
        Change answer;
    };

    /// Makes the change unless @p request was answered before; a refusal isn't remembered.
    [[nodiscard]] Async<Change> once(RequestId request, const QStringList &asked,
                                     const std::function<Result<Change>()> &make);

    MemoryClinic &m_clinic;
    MemoryStaff m_who;
    QHash<QUuid, Answered> m_answered;
};

} // namespace clinidesk
