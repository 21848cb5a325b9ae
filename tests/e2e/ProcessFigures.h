#pragma once

#include <chrono>

namespace clinidesk {

/// Memory of this process that really lies in the machine's, in MB (10^6 bytes).
[[nodiscard]] double residentMegabytes();

/// Since the system started this process, loading its libraries included; to 10 ms.
[[nodiscard]] std::chrono::milliseconds processAge();

} // namespace clinidesk
