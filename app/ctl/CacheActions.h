#pragma once

#include "app/ctl/RedisSession.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace clinidesk {

/// One entry as Redis holds it, without what is in it.
struct EntryCard
{
    QByteArray name;
    QString kind;
    qint64 bytes = 0;
    qint64 secondsLeft = 0; ///< Until Redis drops it.
    bool isReadable = false; ///< Whole, and of this version's layout.
    QDateTime madeAt; ///< UTC; invalid for an unreadable one.
    QList<QByteArray> tags; ///< What it depends on and what nobody has changed since.
    int changed = 0; ///< How many of its tags have other generations by now.

    /// Whether a desk would answer from it.
    [[nodiscard]] bool isAlive() const { return isReadable && changed == 0; }
    [[nodiscard]] QJsonObject toJson() const;
};

/// Fails with NotFound where there is no such entry.
[[nodiscard]] Result<EntryCard> lookAtEntry(RedisSession &redis, const QByteArray &name);

/// How many were removed: 0 or 1.
[[nodiscard]] Result<qint64> removeEntry(RedisSession &redis, const QByteArray &name);
/// Removes every entry whose name matches.
[[nodiscard]] Result<qint64> removeEntries(RedisSession &redis, const QByteArray &pattern);
/// From here on no desk believes anything that was kept before, in Redis or in its memory.
[[nodiscard]] Result<Done> startNewEpoch(RedisSession &redis);

/// Everything about the cache's keys and its server, as numbers.
[[nodiscard]] Result<QJsonObject> cacheStatistics(RedisSession &redis);

} // namespace clinidesk
