#include "core/postgres/PostgresServerProbe.h"

#include "core/postgres/LibpqConnection.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

Result<Done> tryToReach(const ServerProfile &server)
{
    // A name nobody has, and no password: a server that refuses it was reached in every layer
    // below.
    const ConnectTarget stranger{.server = server, .credentials = {u"clinidesk_nobody"_s, {}}};
    Patience patience;
    patience.lastUntil(Patience::Clock::now() + 8s);
    const auto connection = LibpqConnection::open(stranger, 5s, patience);
    if (connection)
        return Done{};
    const Error &error = connection.error();
    const bool isRefusal
        = error.code == Error::Code::WrongPassword || error.code == Error::Code::Denied;
    if (isRefusal)
        return Done{};
    return error;
}

} // namespace

PostgresServerProbe::~PostgresServerProbe()
{
    m_threads.waitForDone();
}

Async<Done> PostgresServerProbe::reach(const ServerProfile &server)
{
    return QtConcurrent::run(&m_threads, [server] { return tryToReach(server); });
}

} // namespace clinidesk
