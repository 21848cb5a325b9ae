#pragma once

#include "app/ctl/BenchFigures.h"
#include "core/redis/RedisClient.h"

#include <functional>

namespace clinidesk {

/// How a Redis kept up: the time of every command, and of all together.
struct RedisPace
{
    BenchFigures figures;
    double perSecond = 0;
    qint64 refused = 0; ///< Answers that were an Error or the server's refusal.
};

/// Sends @p runs commands, @p width of them at a time, the next one when one is answered, and waits
/// for the last. @p command is asked for each by its number. Some more come first and don't count.
[[nodiscard]] RedisPace paceOf(RedisClient &redis, int runs, int width,
                               const std::function<RedisCommand(int)> &command);

} // namespace clinidesk
