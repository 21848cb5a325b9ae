#pragma once

#include "app/ctl/BenchDayReplay.h"
#include "core/monitor/CacheFigures.h"
#include "core/redis/RedisOptions.h"

#include <QJsonObject>

namespace clinidesk {

/// How a day with the cache went.
struct CachedDay
{
    DayOutcome outcome;
    CacheFigures figures; ///< Of all desks together, when the last step was done.
    QJsonObject redis; ///< The same moment, as `cache stats` has it.
    int wrong
        = 0; ///< Days a desk would have shown in the end that aren't as the database has them.
    int checks = 0; ///< Lists that were read from the database to find that out.
};

/// Replays @p plan at @p desks signed in as @p target says, each with a cache of its own over one
/// Redis; one second stands for @p compression of them, and the kinds' times are shorter
/// accordingly.
[[nodiscard]] Result<CachedDay> replayCached(const BenchDayPlan &plan, const ConnectTarget &target,
                                             const RedisOptions &redis, WorkingDay::Size size,
                                             int compression);

/// The same at desks without a cache, as fast as they can: only what they ask the database counts.
[[nodiscard]] DayOutcome replayPlain(const BenchDayPlan &plan, const ConnectTarget &target,
                                     int desks);

} // namespace clinidesk
