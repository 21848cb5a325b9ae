#include "app/ctl/BenchRedis.h"

#include <QDeadlineTimer>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto patience = 10s;
constexpr int stepMs = 20;

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {{u"layer"_s, u"redis"_s}}};
}

/// One that nobody used a moment ago.
quint16 sparePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

Result<std::unique_ptr<BenchRedis>> BenchRedis::start()
{
    const QString program = QStandardPaths::findExecutable(u"redis-server"_s);
    if (program.isEmpty())
        return unavailable(u"redis-server is not installed here"_s);
    std::unique_ptr<BenchRedis> redis(new BenchRedis);
    redis->m_port = sparePort();
    QProcess &server = redis->m_server;
#ifdef Q_OS_LINUX
    // However the bench ends.
    server.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    server.setStandardOutputFile(redis->m_folder.filePath(u"log"_s));
    server.start(program,
                 {u"--port"_s, QString::number(redis->m_port), u"--bind"_s, u"127.0.0.1"_s,
                  u"--save"_s, QString(), u"--appendonly"_s, u"no"_s, u"--dir"_s,
                  redis->m_folder.path()});
    if (!server.waitForStarted())
        return unavailable(u"redis-server can't be started"_s);
    for (QDeadlineTimer deadline(patience); !deadline.hasExpired(); QThread::msleep(stepMs)) {
        QTcpSocket link;
        link.connectToHost(QHostAddress(QHostAddress::LocalHost), redis->m_port);
        if (link.waitForConnected(stepMs))
            return redis;
    }
    return unavailable(u"redis-server was started and does not answer"_s);
}

BenchRedis::~BenchRedis()
{
    m_server.terminate();
    m_server.waitForFinished();
}

RedisOptions BenchRedis::options() const
{
    RedisOptions options;
    options.endpoints = {{.host = u"127.0.0.1"_s, .port = m_port}};
    return options;
}

} // namespace clinidesk
