#include "core/booking/CachedDayLoads.h"

#include "core/booking/DayLoadsCodec.h"

namespace clinidesk {

namespace {

DayLoadList listOf(const Cached<QList<DayLoad>> &answer)
{
    return {.days = *answer.value, .freshness = answer.freshness};
}

} // namespace

CachedDayLoads::CachedDayLoads(DayLoads &source, CachedClinicDirectory &clinics, Cache &cache,
                               const CacheViewer &viewer)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
{
}

Async<DayLoadList> CachedDayLoads::loads(const LoadQuery &query, Reading reading)
{
    const auto direct = [=, this] { return m_source.loads(query, reading); };
    const bool isWhole = query.first.isValid() && query.last >= query.first;
    if (!isWhole)
        return direct();
    return m_clinics.within(
        query.clinic, [=, this](const Clinic &) { return kept(query, reading); }, direct);
}

std::optional<DayLoadList> CachedDayLoads::peek(const LoadQuery &query)
{
    const auto answer = m_cache.peek<QList<DayLoad>>(keyOf(query));
    return answer ? std::optional(listOf(*answer)) : std::nullopt;
}

Async<DayLoadList> CachedDayLoads::kept(const LoadQuery &query, Reading reading)
{
    const auto load = [=, this] {
        return mapped(m_source.loads(query, reading), &m_context,
                      [](const DayLoadList &list) { return list.days; });
    };
    // Every booking and every change of hours bears the clinic's tag; seats and doctors the other.
    const CacheTags tags{CacheTag::clinic(query.clinic), CacheTag::hours(query.clinic),
                         CacheTag::places(query.clinic)};
    return mapped(m_cache.get<QList<DayLoad>>(keyOf(query), tags, load, reading), &m_context,
                  [](const Cached<QList<DayLoad>> &answer) { return listOf(answer); });
}

CacheKey CachedDayLoads::keyOf(const LoadQuery &query) const
{
    return CacheKey(CacheKind::DayLoads, m_viewer.scope(), query.clinic)
        .with(query.department.value())
        .with(query.doctor.value())
        .with(query.first)
        .with(query.last);
}

} // namespace clinidesk
