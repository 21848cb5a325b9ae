#pragma once

#include <QByteArray>

/// How the limits name what they keep in Redis: a prefix before a limit's text.
namespace clinidesk::limitkeys {

inline const QByteArray limits = "cd:r:";

} // namespace clinidesk::limitkeys
