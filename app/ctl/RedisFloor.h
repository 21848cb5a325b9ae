#pragma once

#include "core/base/Result.h"

namespace clinidesk {

/// The middle time, in microseconds, in which plain hiredis gets @p bytes from a Redis on this
/// machine, one after the other and waiting for each: what nothing that goes through an event loop
/// can be below.
[[nodiscard]] Result<double> hiredisFloor(quint16 port, int bytes);

} // namespace clinidesk
