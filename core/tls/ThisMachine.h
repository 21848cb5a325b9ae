#pragma once

#include <QString>

namespace clinidesk {

/// Whether @p host, a name or an address, can only be this machine: nothing between it and us can
/// listen, so that it needs no TLS.
[[nodiscard]] bool isThisMachine(const QString &host);

} // namespace clinidesk
