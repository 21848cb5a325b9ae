#pragma once

#include "app/ctl/BenchRedis.h"
#include "app/ctl/BenchRuns.h"

#include <functional>
#include <string>

namespace clinidesk {

class CtlContext;

/// Adds the bench @p name [--pin] to @p bench: @p measure on a Redis of its own.
void addRedisBench(CLI::App &bench, CtlContext &context, const std::string &name,
                   const std::string &what,
                   std::function<Result<Done>(const BenchRedis &, const BenchOutput &)> measure);

} // namespace clinidesk
