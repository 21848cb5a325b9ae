#pragma once

#include "core/booking/DayList.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeDayList final : public DayList
{
public:
    struct Question
    {
        ClinicId clinic;
        QDate date;
    };

    Async<Day> day(ClinicId clinic, QDate date) override { return dayCall.ask({clinic, date}); }

    FakeCall<Day, Question> dayCall;
};

} // namespace clinidesk
