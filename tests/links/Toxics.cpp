#include "tests/links/Toxics.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

int roundsOr(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS");
    return wanted > 0 ? wanted : usual;
}

std::chrono::milliseconds toxicLatency(int round, int rounds)
{
    return 100ms + 4'900ms * round / std::max(1, rounds - 1);
}

LinkFault toxic(LinkFault::Kind kind, int round, int rounds, qint64 bytes)
{
    using Kind = LinkFault::Kind;

    LinkFault fault{.kind = kind == Kind::CutToClient && round % 2 ? Kind::CutToServer : kind};
    switch (kind) {
    case Kind::Latency:
        fault.delay = toxicLatency(round, rounds);
        break;
    case Kind::Bandwidth:
        fault.bytesPerSecond = 1'000;
        break;
    case Kind::Slices:
        fault.bytes = 16 + round;
        fault.delay = 2ms;
        break;
    case Kind::Corrupt:
    case Kind::CutToClient:
    case Kind::CutToServer:
        fault.bytes = bytes;
        break;
    default:
        break;
    }
    return fault;
}

} // namespace clinidesk
