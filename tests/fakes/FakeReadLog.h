#pragma once

#include "core/monitor/ReadLog.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeReadLog final : public ReadLog
{
public:
    Async<Done> write(const QList<KeptRead> &reads) override { return writeCall.ask(reads); }

    FakeCall<Done, QList<KeptRead>> writeCall;
};

} // namespace clinidesk
