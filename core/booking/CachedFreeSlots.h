#pragma once

#include "core/booking/CachedClinicDirectory.h"
#include "core/booking/FreeSlots.h"

namespace clinidesk {

/// Free times, kept for some seconds and only while nobody booked or changed hours. A time that has
/// begun is never answered. GUI thread.
class CachedFreeSlots final : public FreeSlots
{
public:
    /// All outlive it.
    CachedFreeSlots(FreeSlots &source, CachedClinicDirectory &clinics, Cache &cache,
                    const CacheViewer &viewer, const Clock &clock);

    [[nodiscard]] Async<QList<Slot>> find(const SlotQuery &query,
                                          Reading reading = Reading::Usual) override;
    [[nodiscard]] Async<QDateTime> instantOf(ClinicId clinic, const QDateTime &local,
                                             int fold) override;

private:
    [[nodiscard]] Async<QList<Slot>> kept(const SlotQuery &query, const QList<Doctor> &doctors,
                                          Reading reading);
    [[nodiscard]] bool hasBegun(const QList<Slot> &times) const;

    FreeSlots &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    const Clock &m_clock;
    QObject m_context;
};

} // namespace clinidesk
