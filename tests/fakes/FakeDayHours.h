#pragma once

#include "core/booking/DayHours.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeDayHours final : public DayHours
{
public:
    struct Question
    {
        ClinicId clinic;
        QDate first;
        QDate last;
    };

    Async<QList<SeatHours>> hours(ClinicId clinic, QDate first, QDate last,
                                  Reading reading = Reading::Usual) override
    {
        lastReading = reading;
        return hoursCall.ask({clinic, first, last});
    }
    std::optional<QList<SeatHours>> peek(ClinicId clinic, QDate day) override
    {
        return peekRule ? peekRule({clinic, day, day}) : std::nullopt;
    }

    FakeCall<QList<SeatHours>, Question> hoursCall;
    /// None: nothing is kept.
    std::function<std::optional<QList<SeatHours>>(const Question &)> peekRule;
    Reading lastReading = Reading::Usual;
};

} // namespace clinidesk
