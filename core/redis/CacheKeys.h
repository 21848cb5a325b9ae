#pragma once

#include <QByteArray>

/// How the cache names what it keeps in Redis: a prefix each, before an entry's name, a tag's text,
/// the name of what is leased, that of a change.
namespace clinidesk::cachekeys {

inline const QByteArray entries = "cd:e:";
inline const QByteArray generations = "cd:g:";
inline const QByteArray leases = "cd:l:";
inline const QByteArray announced = "cd:a:"; ///< The change needs no second announcement.
inline const QByteArray run = "cd:run"; ///< The run of the server that the epoch belongs to.

} // namespace clinidesk::cachekeys
