#pragma once

#include "core/history/AppointmentHistory.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeAppointmentHistory final : public AppointmentHistory
{
public:
    Async<HistoryPage> page(const HistoryQuery &query) override { return pageCall.ask(query); }

    FakeCall<HistoryPage, HistoryQuery> pageCall;
};

} // namespace clinidesk
