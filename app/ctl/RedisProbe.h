#pragma once

#include "core/monitor/Health.h"

#include <QString>

namespace clinidesk {

/// Where a Redis listens; nothing filled in means none is used.
struct RedisAddress
{
    QString socket; ///< Comes before host and port.
    QString host;
    quint16 port = 6379;
    QString password;
};

/// Connects, signs in, asks for the version and measures a PING. Blocks for at most a few seconds.
[[nodiscard]] HealthReport lookAtRedis(const RedisAddress &address);

} // namespace clinidesk
