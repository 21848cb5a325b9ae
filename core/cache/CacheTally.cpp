#include "core/cache/CacheTally.h"

namespace clinidesk {

namespace {

CacheFigures::Times timesOf(const LatencyHistogram &histogram)
{
    return {.count = histogram.count(),
            .p50 = histogram.percentile(50),
            .p95 = histogram.percentile(95),
            .p99 = histogram.percentile(99)};
}

} // namespace

CacheFigures CacheTally::figures() const
{
    CacheFigures figures;
    for (const CacheKindTraits &traits : cacheKinds()) {
        const Kind &kind = kinds[size_t(traits.kind)];
        figures.kinds.append({.name = QString::fromLatin1(traits.name),
                              .memoryHits = kind.memoryHits,
                              .redisHits = kind.redisHits,
                              .loads = kind.loads,
                              .waits = kind.waits,
                              .staleAnswers = kind.staleAnswers,
                              .errors = kind.errors});
    }
    figures.memory = timesOf(memory);
    figures.redis = timesOf(redis);
    figures.database = timesOf(database);
    figures.invalidations = invalidations;
    figures.refreshes = refreshes;
    figures.leaseWaits = leaseWaits;
    figures.unreadable = unreadable;
    figures.redisErrors = redisErrors;
    return figures;
}

} // namespace clinidesk
