#pragma once

#include "core/history/AppointmentHistory.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeAppointmentHistory final : public AppointmentHistory
{
public:
    Async<HistoryPage> page(const HistoryQuery &query, Reading reading = Reading::Usual) override
    {
        lastReading = reading;
        return pageCall.ask(query);
    }
    std::optional<HistoryPage> peek(const HistoryQuery &query) override
    {
        return peekRule ? peekRule(query) : std::nullopt;
    }

    void prepare(const HistoryQuery &query) override { prepared.append(query.pageNumber); }

    FakeCall<HistoryPage, HistoryQuery> pageCall;
    QList<int> prepared; ///< The page numbers.
    /// None: nothing is kept.
    std::function<std::optional<HistoryPage>(const HistoryQuery &)> peekRule;
    Reading lastReading = Reading::Usual;
};

} // namespace clinidesk
