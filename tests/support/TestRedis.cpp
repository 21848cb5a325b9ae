#include "tests/support/TestRedis.h"

#include "core/redis/RedisCommand.h"
#include "core/redis/RedisReader.h"
#include "core/standalone/ServerPrograms.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QTcpServer>
#include <QThread>

#include <signal.h>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int patienceMs = 10'000;

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

QByteArray textOf(const RedisReplyView &reply)
{
    switch (reply.kind()) {
    case RedisReplyView::Kind::Number:
        return QByteArray::number(reply.number());
    case RedisReplyView::Kind::List: {
        QByteArrayList parts;
        for (qsizetype i = 0; i < reply.size(); ++i)
            parts << textOf(reply.at(i));
        return parts.join(' ');
    }
    case RedisReplyView::Kind::Nil:
    case RedisReplyView::Kind::None:
        return {};
    default:
        return reply.bytes();
    }
}

} // namespace

TestRedis::TestRedis(QStringList arguments)
    : m_folder(QDir::tempPath() % u"/clinidesk-redis-XXXXXX"_s)
    , m_arguments(std::move(arguments))
{
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

TestRedis::~TestRedis()
{
    kill();
}

QStringList TestRedis::commandLine() const
{
    return {u"--bind"_s, u"127.0.0.1"_s, u"--port"_s,       QString::number(m_port),
            u"--save"_s, QString(),      u"--unixsocket"_s, socket(),
            u"--dir"_s,  m_folder.path()};
}

bool TestRedis::start()
{
    const auto programs = findServerPrograms();
    if (!programs || programs->redisServer.isEmpty()) {
        m_problem = "no redis-server on this machine";
        return false;
    }
    if (m_port == 0)
        m_port = freePort();
    m_process.start(programs->redisServer, commandLine() + m_arguments);
    for (QDeadlineTimer deadline(patienceMs); !answers(); QThread::msleep(5)) {
        m_process.waitForFinished(0);
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning) {
            m_problem = m_process.readAll();
            return false;
        }
    }
    return true;
}

RedisOptions TestRedis::options() const
{
    RedisOptions options;
    options.endpoints = {{u"127.0.0.1"_s, m_port}};
    return options;
}

void TestRedis::kill()
{
    m_process.kill();
    m_process.waitForFinished(patienceMs);
}

bool TestRedis::restart()
{
    kill();
    return start();
}

bool TestRedis::restartEmpty()
{
    kill();
    for (const QString &each : {u"dump.rdb"_s, u"appendonlydir"_s}) {
        QDir(file(each)).removeRecursively();
        QFile::remove(file(each));
    }
    return start();
}

void TestRedis::pause()
{
    ::kill(pid_t(pid()), SIGSTOP);
}

void TestRedis::resume()
{
    ::kill(pid_t(pid()), SIGCONT);
}

QByteArray TestRedis::ask(const QByteArrayList &words) const
{
    QLocalSocket link;
    link.connectToServer(socket());
    if (!link.waitForConnected(patienceMs))
        return {};
    RedisCommand command{words.first()};
    for (const QByteArray &word : words.sliced(1))
        command.add(word);
    QByteArray bytes;
    command.appendTo(bytes);
    link.write(bytes);
    RedisReader reader;
    while (link.waitForReadyRead(patienceMs)) {
        reader.feed(link.readAll());
        if (const auto reply = reader.next())
            return textOf(*reply);
    }
    return {};
}

bool TestRedis::answers() const
{
    if (!QFile::exists(socket()))
        return false;
    const QByteArray answer = ask({"PING"});
    return answer == "PONG" || answer.startsWith("NOAUTH");
}

QStringList TestSentinel::commandLine() const
{
    const QString path = file(u"sentinel.conf"_s);
    QFile configuration(path);
    if (configuration.open(QIODevice::WriteOnly)) {
        configuration.write(
            u"port %1\nbind 127.0.0.1\nunixsocket %2\ndir %3\n"
            "sentinel monitor clinic 127.0.0.1 %4 1\n"
            "sentinel down-after-milliseconds clinic 500\n"
            "sentinel failover-timeout clinic 3000\n"_s
                .arg(QString::number(port()), socket(), file({}), QString::number(m_masterPort))
                .toUtf8());
    }
    return {path, u"--sentinel"_s};
}

} // namespace clinidesk
