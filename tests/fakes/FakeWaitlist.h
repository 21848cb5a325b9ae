#pragma once

#include "core/booking/Waitlist.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeWaitlist final : public Waitlist
{
public:
    struct AddQuestion
    {
        RequestId request;
        WaitingWish wish;
    };
    struct ChangeQuestion
    {
        RequestId request;
        SeenWaiting seen;
        WaitingWish wish;
    };
    struct SeenQuestion
    {
        RequestId request;
        SeenWaiting seen;
    };
    struct OfferQuestion
    {
        RequestId request;
        SeenWaiting seen;
        FreeTime time;
    };
    struct AcceptQuestion
    {
        RequestId request;
        OfferId offer;
    };
    struct EndQuestion
    {
        RequestId request;
        OfferId offer;
        Ending ending;
    };

    Async<QList<Waiting>> entries(ClinicId clinic) override { return entriesCall.ask(clinic); }
    Async<QList<Candidate>> candidates(const FreeTime &time) override
    {
        return candidatesCall.ask(time);
    }
    Async<std::optional<FreedTime>> freedBy(EventId event) override { return freedCall.ask(event); }
    Async<SeenWaiting> add(RequestId request, const WaitingWish &wish) override
    {
        return addCall.ask({request, wish});
    }
    Async<SeenWaiting> change(RequestId request, SeenWaiting seen, const WaitingWish &wish) override
    {
        return changeCall.ask({request, seen, wish});
    }
    Async<SeenWaiting> takeOff(RequestId request, SeenWaiting seen) override
    {
        return takeOffCall.ask({request, seen});
    }
    Async<SeenWaiting> putBack(RequestId request, SeenWaiting seen) override
    {
        return putBackCall.ask({request, seen});
    }
    Async<MadeOffer> offer(RequestId request, SeenWaiting seen, const FreeTime &time) override
    {
        return offerCall.ask({request, seen, time});
    }
    Async<Change> accept(RequestId request, OfferId offer) override
    {
        return acceptCall.ask({request, offer});
    }
    Async<Done> end(RequestId request, OfferId offer, Ending ending) override
    {
        return endCall.ask({request, offer, ending});
    }

    FakeCall<QList<Waiting>, ClinicId> entriesCall;
    FakeCall<QList<Candidate>, FreeTime> candidatesCall;
    FakeCall<std::optional<FreedTime>, EventId> freedCall;
    FakeCall<SeenWaiting, AddQuestion> addCall;
    FakeCall<SeenWaiting, ChangeQuestion> changeCall;
    FakeCall<SeenWaiting, SeenQuestion> takeOffCall;
    FakeCall<SeenWaiting, SeenQuestion> putBackCall;
    FakeCall<MadeOffer, OfferQuestion> offerCall;
    FakeCall<Change, AcceptQuestion> acceptCall;
    FakeCall<Done, EndQuestion> endCall;
};

} // namespace clinidesk
