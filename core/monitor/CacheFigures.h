#pragma once

#include <QList>
#include <QString>

#include <chrono>

namespace clinidesk {

/// What the cache did since the program started, and how it is now.
struct CacheFigures
{
    /// How long answers of one layer took. Those from memory are measured now and then only.
    struct Times
    {
        quint64 count = 0; ///< Measured ones.
        std::chrono::nanoseconds p50{0};
        std::chrono::nanoseconds p95{0};
        std::chrono::nanoseconds p99{0};

        friend bool operator==(const Times &, const Times &) = default;
    };

    struct Kind
    {
        QString name; ///< "history_page"
        quint64 memoryHits = 0;
        quint64 redisHits = 0;
        quint64 loads = 0; ///< Questions put to the database.
        quint64 waits = 0; ///< Callers who shared a load that was on its way.
        quint64 staleAnswers = 0; ///< Last good answers, for want of a database.
        quint64 errors = 0; ///< Loads that failed.

        friend bool operator==(const Kind &, const Kind &) = default;
    };

    QList<Kind> kinds;
    Times memory;
    Times redis;
    Times database;

    qsizetype entries = 0;
    qint64 bytes = 0; ///< In memory, estimated.
    qint64 mostBytes = 0;
    quint64 evictions = 0; ///< For want of room.
    quint64 invalidations = 0; ///< Tags that got new generations, here or elsewhere.
    quint64 refreshes = 0; ///< Answers looked at or loaded again before they ran out.
    quint64 leaseWaits = 0; ///< Loads that waited for another desk's.
    quint64 unreadable = 0; ///< Entries in Redis that were cut, flipped or another version's.
    quint64 redisErrors = 0; ///< Questions that Redis didn't answer.
    qsizetype owedBumps = 0; ///< Tags whose new generation Redis has not taken yet.
    bool isListening = false; ///< Whether other desks' changes are heard.

    // Filled by whoever owns the connection to Redis.
    QString breaker; ///< "closed", "open", "probing"; empty: not known.
    qint64 redisMemory = -1; ///< Bytes; -1: not known.
    std::chrono::microseconds redisRoundTrip{-1}; ///< -1: not known.

    /// Questions that the database was spared.
    [[nodiscard]] quint64 queriesSaved() const
    {
        quint64 saved = 0;
        for (const Kind &kind : kinds)
            saved += kind.memoryHits + kind.redisHits + kind.waits;
        return saved;
    }
    [[nodiscard]] quint64 loads() const
    {
        quint64 loads = 0;
        for (const Kind &kind : kinds)
            loads += kind.loads;
        return loads;
    }
    /// Of all questions, the part that didn't reach the database; 0 without a question.
    [[nodiscard]] double hitRatio() const
    {
        const quint64 saved = queriesSaved();
        const quint64 all = saved + loads();
        return all == 0 ? 0.0 : double(saved) / double(all);
    }

    friend bool operator==(const CacheFigures &, const CacheFigures &) = default;
};

} // namespace clinidesk
