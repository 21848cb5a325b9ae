// Apart from the header: what is needed to make every fake is half of what compiling a page's test
// takes.
#include "tests/fakes/FakePorts.h"

namespace clinidesk {

FakePorts::FakePorts(const QString &choices)
{
    ports.choices = IniFile(choices);
    ports.hours = &hours;
    ports.loads = &loads;
    ports.holds = &holds;
    ports.shared = &shared;
    ports.monitor = &monitor;
    ports.press = &press;
    press.printersCall.always(PaperPress::Printers{{QStringLiteral("Reception")}});
    holds.takeCall.always(HoldOutcome{});
    connect();
}

FakePorts::~FakePorts() = default;

void FakePorts::connect()
{
    connection.setState({.kind = ConnectionState::Kind::Connected,
                         .since = clock.now(),
                         .retryAt = {},
                         .roundTrip = {},
                         .isWeak = false});
}

void FakePorts::disconnect()
{
    connection.setState({.kind = ConnectionState::Kind::Lost,
                         .since = clock.now(),
                         .retryAt = clock.now().addSecs(1),
                         .roundTrip = {},
                         .isWeak = false});
}

} // namespace clinidesk
