#include "core/cache/CacheKind.h"

#include "core/cache/CacheOptions.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace clinidesk {

const QList<CacheKindTraits> &cacheKinds()
{
    // A day, its hours and a patient for a whole working day: what changes them takes them away.
    // In the order of the enumeration: traitsOf() counts on it.
    static constexpr auto each = std::to_array<CacheKindTraits>({
        {CacheKind::Clinics, "clinics", 1, {.fresh = 1h, .longest = 24h, .alone = 5s}},
        {CacheKind::Departments, "departments", 1, {.fresh = 1h, .longest = 24h, .alone = 5s}},
        {CacheKind::Doctors, "doctors", 1, {.fresh = 1h, .longest = 24h, .alone = 5s}},
        {CacheKind::StatusSteps, "status_steps", 1, {.fresh = 1h, .longest = 24h, .alone = 5s}},
        {CacheKind::HistoryPage, "history_page", 2, {.fresh = 300s, .longest = 1h, .alone = 5s}},
        {CacheKind::Day, "day", 2, {.fresh = 10s, .longest = 12h, .alone = 2s}},
        {CacheKind::FreeSlots, "free_slots", 1, {.fresh = 15s, .longest = 60s, .alone = 5s}},
        {CacheKind::Patient, "patient", 1, {.fresh = 300s, .longest = 12h, .alone = 2s}},
        {CacheKind::DayHours, "day_hours", 1, {.fresh = 300s, .longest = 12h, .alone = 5s}},
        {CacheKind::DayLoads, "day_loads", 1, {.fresh = 5s, .longest = 60s, .alone = 5s}},
    });
    static_assert(each.size() == cacheKindCount, "options and figures have a place for each kind");
    static const QList<CacheKindTraits> kinds(each.begin(), each.end());
    return kinds;
}

const CacheKindTraits &traitsOf(CacheKind kind)
{
    return cacheKinds().at(qsizetype(kind));
}

std::optional<CacheKind> cacheKindFromName(const QString &name)
{
    const auto &kinds = cacheKinds();
    const auto found = std::find_if(kinds.cbegin(), kinds.cend(), [&name](const auto &each) {
        return name == QLatin1StringView(each.name);
    });
    return found == kinds.cend() ? std::nullopt : std::optional(found->kind);
}

} // namespace clinidesk
