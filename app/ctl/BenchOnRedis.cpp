#include "app/ctl/BenchOnRedis.h"

#include "app/ctl/CtlContext.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <utility>

namespace clinidesk {

void addRedisBench(CLI::App &bench, CtlContext &context, const std::string &name,
                   const std::string &what,
                   std::function<Result<Done>(const BenchRedis &, const BenchOutput &)> measure)
{
    auto isPinned = std::make_shared<bool>(false);
    auto *part = bench.add_subcommand(name, what);
    part->add_flag("--pin", *isPinned,
                   "Bench and Redis on one core, for the time of one operation");
    part->callback([isPinned, measure = std::move(measure), &context] {
        if (*isPinned)
            pinToOneCore();
        const auto redis = BenchRedis::start();
        if (!redis)
            return context.fail(redis.error());
        const auto done
            = measure(**redis, {.rows = 0, .isPinned = *isPinned, .isJson = context.isJson()});
        if (!done)
            context.fail(done.error());
    });
}

} // namespace clinidesk
