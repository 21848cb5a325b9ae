#pragma once

#include <QByteArrayView>

namespace clinidesk {

/// A number that changes with every single byte of @p name and @p bytes. Finds accidents, not
/// forgers.
[[nodiscard]] quint64 cacheChecksum(QByteArrayView name, QByteArrayView bytes);

} // namespace clinidesk
