#pragma once

#include "core/cache/CacheOptions.h"
#include "core/cache/LatencyHistogram.h"
#include "core/monitor/CacheFigures.h"

#include <array>

namespace clinidesk {

/// Counts what the cache does.
struct CacheTally
{
    struct Kind
    {
        quint64 memoryHits = 0;
        quint64 redisHits = 0;
        quint64 loads = 0;
        quint64 waits = 0;
        quint64 staleAnswers = 0;
        quint64 errors = 0;
    };

    std::array<Kind, cacheKindCount> kinds;
    LatencyHistogram memory;
    LatencyHistogram redis;
    LatencyHistogram database;
    quint64 invalidations = 0;
    quint64 refreshes = 0;
    quint64 leaseWaits = 0;
    quint64 unreadable = 0;
    quint64 redisErrors = 0;

    [[nodiscard]] Kind &of(CacheKind kind) { return kinds[size_t(kind)]; }
    [[nodiscard]] CacheFigures figures() const;
};

} // namespace clinidesk
