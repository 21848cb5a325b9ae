#pragma once

#include "core/booking/SlotHolds.h"
#include "core/cache/CacheSeals.h"
#include "core/redis/RedisPair.h"

#include <QHash>
#include <QPointer>

#include <map>

namespace clinidesk {

class Clock;

/// Holds in Redis: one script decides by the server's clock, the pair's news tell of those of
/// others. While there is no news, nobody holds anything here; what this desk holds is taken again
/// as soon as there is. GUI thread.
class RedisSlotHolds final : public SlotHolds
{
    Q_OBJECT

public:
    /// Both outlive it. @p holdLife is the port's but in tests.
    RedisSlotHolds(const CacheSeals &seals, const Clock &clock,
                   std::chrono::milliseconds holdLife = SlotHolds::life);
    ~RedisSlotHolds() override;

    /// Which Redis; null: none. It may go before this.
    void use(RedisPair *pair);
    /// Whose holds are taken from here on: @p name is shown at the other desks of database
    /// @p installation.
    void enter(quint64 installation, const QString &name);
    /// Lets go of everything at once.
    void leave();

    [[nodiscard]] Async<HoldOutcome> take(const HoldToken &token, const HoldWish &wish) override;
    void release(const HoldToken &token) override;
    void follow(ClinicId clinic, QDate day) override;
    void unfollow(ClinicId clinic, QDate day) override;
    [[nodiscard]] QList<SlotHold> holdsOf(ClinicId clinic, QDate day) const override;

private:
    using Day = std::pair<ClinicId, QDate>;
    struct Own
    {
        HoldWish wish;
        bool isHeld = false;
        bool isLeaving = false; ///< The server hasn't heard of it yet, perhaps.
    };
    struct Known
    {
        SlotHold hold;
        std::chrono::nanoseconds ends; ///< Steady.
    };
    struct Followed
    {
        int followers = 0;
        QList<Known> known;
        bool isAsked = false;
        bool isOld = false; ///< Something was written after it was asked.
    };

    void noteListening(bool isListening);
    void noteKeys(const QByteArrayList &keys);
    void beginAnew();
    void forgetOthers();
    void look(const Day &day);
    [[nodiscard]] Result<HoldOutcome> outcomeOf(const HoldToken &token, const HoldWish &wish,
                                                const Result<RedisReply> &reply);
    [[nodiscard]] QList<Known> othersIn(const Day &day, const RedisReplyView &reply) const;
    void remember(const Day &day, const QList<Known> &others);
    void setKnown(const Day &day, const QList<Known> &known);
    void dropEnded();
    void armExpiry();
    [[nodiscard]] QList<Day> days() const;
    [[nodiscard]] QByteArray keyOf(const Day &day) const;
    [[nodiscard]] bool isOwn(const QByteArray &token) const;
    [[nodiscard]] QDateTime in(std::chrono::milliseconds left) const;

    const CacheSeals &m_seals;
    const Clock &m_clock;
    const std::chrono::milliseconds m_life;
    QPointer<RedisPair> m_pair;
    RedisScript m_script{QStringLiteral("hold")};
    quint64 m_installation = 0; ///< 0: nobody is here.
    QString m_name;
    QHash<HoldToken, Own> m_own;
    std::map<Day, Followed> m_followed;
    QTimer m_expiry;
};

} // namespace clinidesk
