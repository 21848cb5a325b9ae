#pragma once

#include "app/ctl/BenchFigures.h"
#include "core/base/Result.h"

namespace clinidesk {

/// The middle time, in microseconds, in which plain hiredis gets @p bytes from a Redis on this
/// machine, one after the other and waiting for each: what nothing that goes through an event loop
/// can be below.
[[nodiscard]] Result<double> hiredisFloor(quint16 port, int bytes);

/// The same for news: from a write to each of @p listeners plain connections having read that it
/// happened.
[[nodiscard]] Result<BenchFigures> hiredisNewsFloor(quint16 port, int listeners);

} // namespace clinidesk
