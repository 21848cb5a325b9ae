#pragma once

#include "core/booking/CachedClinicDirectory.h"
#include "core/booking/DayHours.h"

namespace clinidesk {

/// Hours and absences, kept until one of the clinic's changes: bookings don't touch them. GUI
/// thread.
class CachedDayHours final : public DayHours
{
public:
    /// All outlive it.
    CachedDayHours(DayHours &source, CachedClinicDirectory &clinics, Cache &cache,
                   const CacheViewer &viewer);

    [[nodiscard]] Async<QList<SeatHours>> hours(ClinicId clinic, QDate first, QDate last,
                                                Reading reading = Reading::Usual) override;
    [[nodiscard]] std::optional<QList<SeatHours>> peek(ClinicId clinic, QDate day) override;

private:
    [[nodiscard]] Async<QList<SeatHours>> kept(ClinicId clinic, QDate first, QDate last,
                                               Reading reading);
    [[nodiscard]] CacheKey keyOf(ClinicId clinic, QDate first, QDate last) const;

    DayHours &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    QObject m_context;
};

} // namespace clinidesk
