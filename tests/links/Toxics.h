#pragma once

#include "tests/support/FaultProxy.h"

#include <chrono>

namespace clinidesk {

// R7's ways for a link to be bad, in round @p round of @p rounds.

/// How many a test is to make: CLINIDESK_TEST_ROUNDS, or @p usual.
[[nodiscard]] int roundsOr(int usual);

/// From 0.1 s to 5 s each way, growing from round to round.
[[nodiscard]] std::chrono::milliseconds toxicLatency(int round, int rounds);

/// A cut or a flipped bit strikes after @p bytes; cuts go either way in turn.
[[nodiscard]] LinkFault toxic(LinkFault::Kind kind, int round, int rounds, qint64 bytes);

} // namespace clinidesk
