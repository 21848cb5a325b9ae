#pragma once

#include "core/base/Error.h"
#include "core/limits/Limiter.h"

namespace clinidesk {

/// The refusal as the database words its own (CD001), and with what was limited: facts limit,
/// window_s, retry_after_s, remaining, kind.
[[nodiscard]] Error limitError(const LimitStanding &standing);

/// limit, window_s, remaining, kind.
[[nodiscard]] QJsonObject limitFacts(const LimitStanding &standing);

} // namespace clinidesk
