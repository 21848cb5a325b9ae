#pragma once

#include "app/ctl/RedisSession.h"
#include "core/limits/Limiter.h"

#include <QJsonObject>
#include <QList>

namespace clinidesk {

/// One limit as Redis counts it now.
struct LimitCard
{
    LimitKey key;
    LimitStanding standing;
    bool isReached = false;

    [[nodiscard]] int spent() const { return standing.limit - standing.remaining; }
    [[nodiscard]] QJsonObject toJson() const;
};

/// All that are counted in Redis now, by @p policies, the fullest first. Spends nothing.
[[nodiscard]] Result<QList<LimitCard>> keptLimits(RedisSession &redis, const RedisOptions &options,
                                                  const LimitPolicies &policies);

/// How many of @p keys were counted until now, and are no more.
[[nodiscard]] Result<qint64> resetLimits(RedisSession &redis, const QList<LimitKey> &keys);
[[nodiscard]] Result<qint64> resetAllLimits(RedisSession &redis);

} // namespace clinidesk
