#pragma once

#include "core/booking/FreeSlots.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeFreeSlots final : public FreeSlots
{
public:
    struct InstantQuestion
    {
        ClinicId clinic;
        QDateTime local;
        int fold;
    };

    Async<QList<Slot>> find(const SlotQuery &query, Reading reading = Reading::Usual) override
    {
        lastReading = reading;
        return findCall.ask(query);
    }
    Async<QDateTime> instantOf(ClinicId clinic, const QDateTime &local, int fold) override
    {
        return instantCall.ask({clinic, local, fold});
    }

    FakeCall<QList<Slot>, SlotQuery> findCall;
    Reading lastReading = Reading::Usual;
    FakeCall<QDateTime, InstantQuestion> instantCall;
};

} // namespace clinidesk
