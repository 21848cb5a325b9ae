#pragma once

#include "core/base/Clock.h"
#include "core/redis/HoldMember.h"
#include "core/redis/RedisSlotHolds.h"
#include "tests/fakes/SealKeySamples.h"

#include <QTest>

namespace clinidesk {

inline constexpr quint64 holdInstallation = 4711;

/// A time of Dr 17's at clinic 3: a quarter of an hour that begins @p minute minutes after nine.
[[nodiscard]] inline ColumnTime heldTime(int minute = 0, int length = 15)
{
    const QDate day(2026, 11, 26);
    const QDateTime nine(day, QTime(9, 0), Qt::UTC);
    return {.clinic = ClinicId(3),
            .day = day,
            .doctor = DoctorId(17),
            .department = {},
            .startsAt = nine.addSecs(minute * 60),
            .endsAt = nine.addSecs((minute + length) * 60)};
}

/// A desk's holds on connections of their own; it follows the day of heldTime().
struct HoldDesk
{
    HoldDesk(const RedisOptions &options, const QString &name,
             std::chrono::milliseconds life = SlotHolds::life)
        : pair(options)
        , holds(seals, clock, life)
    {
        seals.open(sampleSealKeys());
        holds.use(&pair);
        holds.enter(holdInstallation, name);
        holds.follow(heldTime().clinic, heldTime().day);
        pair.open();
    }
    [[nodiscard]] bool isWell() const { return pair.isAvailable() && pair.isListening(); }
    [[nodiscard]] QList<SlotHold> seen() const
    {
        return holds.holdsOf(heldTime().clinic, heldTime().day);
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (const SlotHold &hold : seen())
            names << hold.who;
        return names;
    }

    Result<HoldOutcome> take(const HoldToken &token, const HoldWish &wish)
    {
        const auto answer = holds.take(token, wish);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000))
            qFatal("no answer");
        return answer.resultCount() > 0
            ? answer.result()
            : Result<HoldOutcome>(Error{Error::Code::Cancelled, {}, {}});
    }
    /// Whether it holds @p time now.
    bool takes(const HoldToken &token, const ColumnTime &time)
    {
        const auto outcome = take(token, {.time = time});
        return outcome && !outcome->inTheWay;
    }

    SystemClock clock;
    CacheSeals seals;
    RedisPair pair;
    RedisSlotHolds holds;
};

} // namespace clinidesk
