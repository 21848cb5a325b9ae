#pragma once

#include "core/booking/DayLoads.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeDayLoads final : public DayLoads
{
public:
    Async<DayLoadList> loads(const LoadQuery &query, Reading reading = Reading::Usual) override
    {
        lastReading = reading;
        return loadsCall.ask(query);
    }

    FakeCall<DayLoadList, LoadQuery> loadsCall;
    Reading lastReading = Reading::Usual;
};

} // namespace clinidesk
