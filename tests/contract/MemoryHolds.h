#pragma once

#include "core/base/Clock.h"
#include "core/booking/SlotHolds.h"

namespace clinidesk {

/// What the desks of a clinic hold, in memory.
class MemoryHoldRoom final : public QObject
{
    Q_OBJECT

public:
    struct Kept
    {
        HoldToken token;
        SlotHold hold;
    };

    explicit MemoryHoldRoom(const Clock &clock)
        : m_clock(clock)
    {
    }

    [[nodiscard]] QDateTime end() const { return m_clock.now().addMSecs(SlotHolds::life.count()); }
    [[nodiscard]] QList<Kept> living() const
    {
        QList<Kept> living = m_kept;
        living.removeIf([this](const Kept &kept) { return kept.hold.until <= m_clock.now(); });
        return living;
    }
    void put(const Kept &kept)
    {
        drop(kept.token);
        m_kept = living();
        m_kept << kept;
        emit changed(kept.hold.time.clinic, kept.hold.time.day);
    }
    void drop(const HoldToken &token)
    {
        for (const Kept &kept : QList<Kept>(m_kept)) {
            if (kept.token != token)
                continue;
            m_kept.removeIf([&](const Kept &each) { return each.token == token; });
            emit changed(kept.hold.time.clinic, kept.hold.time.day);
        }
    }

signals:
    void changed(clinidesk::ClinicId clinic, QDate day);

private:
    const Clock &m_clock;
    QList<Kept> m_kept;
};

/// One desk of it. Left out: that nobody answers, and that news take their time.
class MemoryHolds final : public SlotHolds
{
    Q_OBJECT

public:
    MemoryHolds(MemoryHoldRoom &room, const QString &name)
        : m_room(room)
        , m_name(name)
    {
        connect(&m_room, &MemoryHoldRoom::changed, this, [this](ClinicId clinic, QDate day) {
            if (m_followed.contains({clinic, day}))
                emit changed(clinic, day);
        });
    }

    Async<HoldOutcome> take(const HoldToken &token, const HoldWish &wish) override
    {
        if (const auto fault = faultIn(wish.time))
            return ready<HoldOutcome>(*fault);
        if (token.isNull() || wish.places < 1)
            return ready<HoldOutcome>(Error{Error::Code::Invalid, {}, {}});
        QList<SlotHold> there;
        std::optional<ColumnTime> before;
        for (const MemoryHoldRoom::Kept &kept : m_room.living()) {
            if (kept.token == token)
                before = kept.hold.time;
        }
        for (const MemoryHoldRoom::Kept &kept : m_room.living()) {
            const bool cameLater = before && overlap(*before, kept.hold.time);
            if (kept.token != token && overlap(kept.hold.time, wish.time) && !cameLater)
                there << kept.hold;
        }
        const auto inTheWay = hinderingHold(there, wish);
        if (inTheWay && wish.beside == HoldWish::Beside::Nobody)
            return ready<HoldOutcome>(HoldOutcome{.inTheWay = inTheWay, .until = {}});
        m_own << token;
        const QDateTime until = m_room.end();
        m_room.put({token, {.time = wish.time, .who = m_name, .until = until}});
        return ready<HoldOutcome>(HoldOutcome{.inTheWay = {}, .until = until});
    }
    void release(const HoldToken &token) override
    {
        if (m_own.removeAll(token) > 0)
            m_room.drop(token);
    }
    void follow(ClinicId clinic, QDate day) override { m_followed << std::pair(clinic, day); }
    void unfollow(ClinicId clinic, QDate day) override
    {
        m_followed.removeOne(std::pair(clinic, day));
    }
    [[nodiscard]] QList<SlotHold> holdsOf(ClinicId clinic, QDate day) const override
    {
        QList<SlotHold> holds;
        for (const MemoryHoldRoom::Kept &kept : m_room.living()) {
            const bool isOfDay = kept.hold.time.clinic == clinic && kept.hold.time.day == day;
            if (isOfDay && !m_own.contains(kept.token) && m_followed.contains({clinic, day}))
                holds << kept.hold;
        }
        return holds;
    }

private:
    MemoryHoldRoom &m_room;
    QString m_name;
    QList<HoldToken> m_own;
    QList<std::pair<ClinicId, QDate>> m_followed;
};

} // namespace clinidesk
