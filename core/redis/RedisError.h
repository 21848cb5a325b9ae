#pragma once

#include "core/base/Error.h"
#include "core/redis/RedisReply.h"

namespace clinidesk {

/// The command's answer did not come in its time; it may have been carried out.
[[nodiscard]] Error redisTimeOut(const QByteArray &command);
[[nodiscard]] bool isRedisTimeOut(const Error &error);

/// What a failure reply means here. The server's words are kept only as far as its first one, for
/// the others may repeat what was sent.
[[nodiscard]] Error errorFrom(const RedisReplyView &failure);

} // namespace clinidesk
