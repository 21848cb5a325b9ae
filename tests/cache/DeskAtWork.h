#pragma once

#include "core/base/Clock.h"
#include "core/cache/Cache.h"
#include "core/redis/RedisCacheStore.h"
#include "tests/cache/CountedDays.h"
#include "tests/cache/NumberCodec.h"

#include <QByteArrayList>
#include <QRandomGenerator>

#include <array>

namespace clinidesk {

/// A desk that reads and raises the days' counters at random and writes down when. The counters
/// themselves stand in a Redis that takes the database's place; the cache has another one.
///
/// What it writes down, with nanoseconds of the machine's steady clock, which all processes share:
///     peek DAY VALUE TURN           answered by memory in a turn of the event loop begun at TURN
///     get  DAY VALUE ASKED LAYER    asked for at ASKED
///     write DAY VALUE TOLD KNOWN    committed, then announced from TOLD on, everywhere at KNOWN
class DeskAtWork final : public QObject
{
public:
    DeskAtWork(const RedisOptions &shared, const RedisOptions &truth, quint32 seed);

    [[nodiscard]] bool isReady() const;
    /// Returns when all of @p steps have ended.
    void work(int steps);
    [[nodiscard]] const QByteArrayList &notes() const { return m_notes; }

private:
    void begin(qint64 turn);
    void read(int day, qint64 turn);
    void write(int day);
    void announce(int day, qint64 value);
    [[nodiscard]] Async<Number> load(int day);
    void note(const char *what, std::initializer_list<qint64> numbers);

    SystemClock m_clock;
    QRandomGenerator m_chance;
    RedisClient m_truth;
    RedisCacheStore m_store;
    Cache m_cache;
    QByteArrayList m_notes;
    int m_underway = 0;
};

} // namespace clinidesk
