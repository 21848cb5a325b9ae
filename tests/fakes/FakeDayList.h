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

    Async<Day> day(ClinicId clinic, QDate date, Reading reading = Reading::Usual) override
    {
        lastReading = reading;
        return dayCall.ask({clinic, date});
    }
    std::optional<Day> peek(ClinicId clinic, QDate date) override
    {
        return peekRule ? peekRule({clinic, date}) : std::nullopt;
    }

    FakeCall<Day, Question> dayCall;
    std::function<std::optional<Day>(const Question &)> peekRule; ///< None: nothing is kept.
    Reading lastReading = Reading::Usual;
};

} // namespace clinidesk
