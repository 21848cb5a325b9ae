#pragma once

#include <QByteArray>

/// How holds name what they keep in Redis: a prefix before a database's number, a clinic and a day.
namespace clinidesk::holdkeys {

inline const QByteArray holds = "cd:h:";

} // namespace clinidesk::holdkeys
