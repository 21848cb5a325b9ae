#pragma once

#include "core/booking/SeriesBook.h"
#include "tests/contract/MemoryClinic.h"

#include <QHash>

#include <functional>

namespace clinidesk {

/// One person's series in a MemoryClinic: what can be is found out by trying, and undone. Every
/// answer is there at once. One thread.
class MemorySeries final : public SeriesBook
{
public:
    MemorySeries(MemoryClinic &clinic, MemoryStaff who);

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
    /// Nothing for one that stays as it is.
    using One = std::function<std::optional<Result<Change>>(qsizetype place)>;

    /// All or nothing, unless @p request was answered before.
    [[nodiscard]] Async<SeriesChanges> once(RequestId request,
                                            const std::function<Result<SeriesChanges>()> &make);
    [[nodiscard]] Result<SeriesChanges> together(qsizetype count, const One &one);
    /// What @p part takes in now; Stale unless it is what was seen.
    [[nodiscard]] Result<QList<Seen>> targets(const SeriesPart &part) const;
    [[nodiscard]] QList<Appointment> rowsOf(AppointmentId appointment) const;

    MemoryClinic &m_clinic;
    MemoryStaff m_who;
    QHash<QUuid, SeriesChanges> m_answered;
};

} // namespace clinidesk
