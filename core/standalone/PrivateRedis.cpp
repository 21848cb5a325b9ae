#include "core/standalone/PrivateRedis.h"

#include "core/standalone/ChildProgram.h"

#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QThread>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr std::chrono::seconds patience{10};

} // namespace

PrivateRedis::PrivateRedis(ServerPrograms programs, StandalonePlace place)
    : m_programs(std::move(programs))
    , m_place(std::move(place))
{
}

Result<Done> PrivateRedis::start()
{
    if (!isInstalled() || isRunning())
        return Done{};
    const auto started = runToEnd({
        .program = m_programs.redisServer,
        .arguments = {u"--port"_s, u"0"_s, u"--unixsocket"_s, socket(), u"--unixsocketperm"_s,
                      u"700"_s, u"--dir"_s, m_place.redis(), u"--appendonly"_s, u"yes"_s,
                      u"--daemonize"_s, u"yes"_s, u"--pidfile"_s, m_place.redis() % u"/redis.pid"_s,
                      u"--logfile"_s, m_place.logs() % u"/redis.log"_s},
        .folder = m_place.home,
        .input = {},
    });
    if (!started)
        return started.error();
    for (QDeadlineTimer deadline(patience); !isRunning(); QThread::msleep(10)) {
        if (deadline.hasExpired())
            return Error{Error::Code::Unavailable, u"Redis was started and does not answer"_s, {}};
    }
    return Done{};
}

Result<Done> PrivateRedis::stop()
{
    if (!isInstalled() || !isRunning())
        return Done{};
    static_cast<void>(ask("SHUTDOWN\r\n")); // It answers by hanging up.
    for (QDeadlineTimer deadline(patience); isRunning(); QThread::msleep(10)) {
        if (deadline.hasExpired())
            return Error{Error::Code::Unavailable, u"Redis was told to stop and goes on"_s, {}};
    }
    return Done{};
}

bool PrivateRedis::isRunning() const
{
    return ask("PING\r\n").startsWith("+PONG");
}

QByteArray PrivateRedis::ask(const QByteArray &command) const
{
    constexpr int briefMs = 2000;
    QLocalSocket link;
    link.connectToServer(socket());
    if (!link.waitForConnected(briefMs))
        return {};
    link.write(command);
    if (!link.waitForReadyRead(briefMs))
        return {};
    return link.readLine();
}

} // namespace clinidesk
