#pragma once

#include "core/booking/SlotHolds.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeSlotHolds final : public SlotHolds
{
public:
    struct Question
    {
        HoldToken token;
        HoldWish wish;
    };

    Async<HoldOutcome> take(const HoldToken &token, const HoldWish &wish) override
    {
        return takeCall.ask({token, wish});
    }
    void release(const HoldToken &token) override { released << token; }
    void follow(ClinicId clinic, QDate day) override { followed << std::pair(clinic, day); }
    void unfollow(ClinicId clinic, QDate day) override
    {
        followed.removeOne(std::pair(clinic, day));
    }
    [[nodiscard]] QList<SlotHold> holdsOf(ClinicId clinic, QDate day) const override
    {
        QList<SlotHold> here = held;
        here.removeIf([&](const SlotHold &hold) {
            return hold.time.clinic != clinic || hold.time.day != day;
        });
        return here;
    }

    /// From here on @p others hold these.
    void show(const QList<SlotHold> &others)
    {
        const QList<SlotHold> before = std::exchange(held, others);
        for (const SlotHold &hold : before + others)
            emit changed(hold.time.clinic, hold.time.day);
    }

    FakeCall<HoldOutcome, Question> takeCall;
    QList<HoldToken> released;
    QList<std::pair<ClinicId, QDate>> followed;
    QList<SlotHold> held;
};

} // namespace clinidesk
