#pragma once

#include <QByteArray>

/// How the limits name what they keep in Redis: a prefix each, before a limit's text and a request.
namespace clinidesk::limitkeys {

inline const QByteArray limits = "cd:r:";
inline const QByteArray requests = "cd:q:"; ///< Let through lately, where the limit keeps no list.

} // namespace clinidesk::limitkeys
