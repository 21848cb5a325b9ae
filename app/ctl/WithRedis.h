#pragma once

#include "app/ctl/CtlContext.h"
#include "app/ctl/RedisSession.h"

namespace clinidesk {

/// Calls @p go with the Redis of the command line and how it is reached; tells else why not.
template <typename Go> void withRedis(CtlContext &context, Go go)
{
    const auto options = context.redis();
    if (!options)
        return context.fail(options.error());
    const auto redis = RedisSession::open(*options);
    if (!redis)
        return context.fail(
            redis.error(),
            redis.error().code == Error::Code::WrongPassword ? QStringLiteral(
                "Redis refuses the password. Nothing was changed; check REDIS_PASSWORD.")
                                                             : QString());
    go(**redis, *options);
}

} // namespace clinidesk
