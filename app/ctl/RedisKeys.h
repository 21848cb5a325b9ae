#pragma once

#include "app/ctl/RedisSession.h"

#include <QByteArrayList>

namespace clinidesk {

/// Hands the names that match @p pattern to @p take, some hundred at a time, without ever holding
/// up the server (SCAN). A name may come twice, one made meanwhile not at all. @p take may ask the
/// same session and ends the walk by an Error.
[[nodiscard]] Result<Done> scanKeys(
    RedisSession &redis, const QByteArray &pattern,
    const std::function<Result<Done>(const QByteArrayList &)> &take);

/// Every tag that has a generation, by that generation: each is a random number of its own.
[[nodiscard]] Result<QHash<quint64, QByteArray>> tagsByGeneration(RedisSession &redis);

} // namespace clinidesk
