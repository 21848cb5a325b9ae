#pragma once

#include "core/cache/CacheStore.h"
#include "core/redis/RedisScript.h"

namespace clinidesk {

// How what the cache speaks of is written for Redis.

[[nodiscard]] QByteArray keyOf(const CacheTag &tag);
[[nodiscard]] QByteArray entryKey(const QByteArray &name);
[[nodiscard]] QByteArray leaseKey(const QByteArray &name);
[[nodiscard]] QByteArray announcedKey(const QByteArray &change);
[[nodiscard]] QByteArray randomNumber();
/// At least one.
[[nodiscard]] QByteArray inMilliseconds(std::chrono::milliseconds life);

/// Keys of @p tags and, for a script, how long generations live and a new one for each.
[[nodiscard]] RedisScript::Arguments argumentsFor(const CacheTags &tags);
/// For the script "announce".
[[nodiscard]] RedisScript::Arguments argumentsFor(const CacheAmendment &amendment);

} // namespace clinidesk
