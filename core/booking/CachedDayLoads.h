#pragma once

#include "core/booking/CachedClinicDirectory.h"
#include "core/booking/DayLoads.h"

namespace clinidesk {

/// Loads, kept for some seconds and only while nothing of the clinic changes. GUI thread.
class CachedDayLoads final : public DayLoads
{
public:
    /// All outlive it.
    CachedDayLoads(DayLoads &source, CachedClinicDirectory &clinics, Cache &cache,
                   const CacheViewer &viewer);

    [[nodiscard]] Async<DayLoadList> loads(const LoadQuery &query,
                                           Reading reading = Reading::Usual) override;
    [[nodiscard]] std::optional<DayLoadList> peek(const LoadQuery &query) override;

private:
    [[nodiscard]] Async<DayLoadList> kept(const LoadQuery &query, Reading reading);
    [[nodiscard]] CacheKey keyOf(const LoadQuery &query) const;

    DayLoads &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    QObject m_context;
};

} // namespace clinidesk
