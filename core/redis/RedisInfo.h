#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace clinidesk {

/// What @p info, the reply to INFO, says of @p name; empty when it doesn't.
[[nodiscard]] QByteArray redisInfo(QByteArrayView info, QByteArrayView name);

} // namespace clinidesk
