#pragma once

#include "core/base/Clock.h"
#include "core/booking/AppointmentCodec.h"
#include "core/cache/Cache.h"
#include "core/redis/RedisCacheStore.h"

namespace clinidesk {

/// What a desk keeps between itself and the database, over connections of its own to Redis; the
/// database is left out.
class BenchCacheDesk final
{
public:
    using Rows = QList<Appointment>;

    explicit BenchCacheDesk(const RedisOptions &redis, const CacheOptions &options = {});

    /// Shares what desks with the same key share: hexadecimal digits, from benchSealKey(). Until
    /// then it shares with nobody.
    void unlock(const QByteArray &sealKey);
    /// Waits until it is connected and hears what others change; false when it takes too long.
    [[nodiscard]] bool isReady() const;

    RedisCacheStore store;

private:
    SystemClock m_clock;

public:
    Cache cache;
};

/// Another one each time: what it seals is invented.
[[nodiscard]] QByteArray benchSealKey();

/// Names page @p number of an invented clinic's history.
[[nodiscard]] CacheKey benchKey(int number);
/// What all of them depend on: as many tags as a history page of one doctor has, and its patients.
[[nodiscard]] CacheTags benchTags();

/// A page as the desks see it: 50 rows, about what the peers' page holds.
[[nodiscard]] BenchCacheDesk::Rows benchRows();

} // namespace clinidesk
