#pragma once

#include <chrono>

namespace clinidesk {

class Patience;

enum class SocketWait { Readable, Writable, Either };

/// Waits until @p socket is ready; false once @p longest has passed, or at a signal.
[[nodiscard]] bool waitForSocket(int socket, SocketWait what, std::chrono::milliseconds longest);

/// Waits until @p socket is ready; false once @p patience is over.
[[nodiscard]] bool waitForSocket(int socket, SocketWait what, const Patience &patience);

} // namespace clinidesk
