#pragma once

#include "core/cache/CacheKey.h"
#include "core/cache/CacheTag.h"

namespace clinidesk {

/// The days of one clinic whose counters desks read and raise.
inline constexpr int countedDays = 20;

inline CacheKey keyOfDay(int day)
{
    return CacheKey(CacheKind::Day, {.installation = 1, .role = 2}, ClinicId(3)).with(day);
}

/// The first is the day's own, which its changes announce.
inline CacheTags tagsOfDay(int day)
{
    return {CacheTag::day(ClinicId(3), QDate(2026, 11, 1).addDays(day)),
            CacheTag::people(ClinicId(3))};
}

} // namespace clinidesk
