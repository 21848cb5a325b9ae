#pragma once

#include "core/base/Error.h"

#include <QByteArray>

namespace clinidesk {

/// What the server said about a failure.
struct ServerMessage
{
    QString sqlState; ///< Empty: the server never answered.
    QString primary;
    QString detail; ///< PostgreSQL's DETAIL: JSON of ids for our own errors.
};

/// Whether @p sqlState means that the connection is gone: none at all, class 08, 57P01 to 57P05.
[[nodiscard]] bool isLostState(const QString &sqlState);

/// The Error a refused statement stands for, as docs/database.md lists them. Only the first line of
/// the text is kept, and DETAIL only where it is a JSON object.
[[nodiscard]] Error errorFrom(const ServerMessage &message);

/// A bad value found before it is sent.
[[nodiscard]] Error invalidValue(const QString &field, const QString &problem);

} // namespace clinidesk
