#pragma once

#include "core/monitor/Health.h"
#include "core/redis/RedisOptions.h"

namespace clinidesk {

/// Connects, signs in, asks for the version and measures a PING. Blocks for at most a few seconds,
/// while the event loop runs.
[[nodiscard]] HealthReport lookAtRedis(const RedisOptions &options);

} // namespace clinidesk
