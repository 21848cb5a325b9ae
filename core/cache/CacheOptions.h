#pragma once

#include "core/cache/CacheKind.h"

#include <array>
#include <chrono>

namespace clinidesk {

class Settings;

inline constexpr std::size_t cacheKindCount = 10;

/// How the cache behaves.
struct CacheOptions
{
    CacheOptions(); ///< Each kind's own times.

    std::array<CacheLife, cacheKindCount> lives;
    qint64 memoryBytes = qint64(32) * 1024 * 1024;
    /// Memory looks at an entry's generations at least this often, however long it is fresh.
    std::chrono::milliseconds longestUnlooked = std::chrono::seconds(60);
    /// How old the last good answer may be when nothing else can be had.
    std::chrono::milliseconds longestLastGood = std::chrono::minutes(15);
    /// For how long the other desks wait for the one that loads.
    std::chrono::milliseconds lease = std::chrono::seconds(1);

    [[nodiscard]] const CacheLife &lifeOf(CacheKind kind) const { return lives[size_t(kind)]; }
};

/// The cache.* settings.
[[nodiscard]] CacheOptions cacheOptionsFrom(const Settings &settings);

} // namespace clinidesk
