#pragma once

#include <chrono>

namespace clinidesk {

enum class SocketWait { Readable, Writable };

/// Ends every call that waits on @p socket, from any thread; the descriptor stays open.
void cutSocket(int socket);

/// Waits until @p socket is ready; false once @p patience has passed.
[[nodiscard]] bool waitForSocket(int socket, SocketWait what, std::chrono::milliseconds patience);

} // namespace clinidesk
