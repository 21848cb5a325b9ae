#pragma once

#include "core/staff/ServerProbe.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeServerProbe final : public ServerProbe
{
public:
    Async<Done> reach(const ServerProfile &server) override { return reachCall.ask(server); }

    FakeCall<Done, ServerProfile> reachCall;
};

} // namespace clinidesk
