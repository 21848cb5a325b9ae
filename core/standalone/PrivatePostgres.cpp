#include "core/standalone/PrivatePostgres.h"

#include "core/base/Log.h"
#include "core/base/WholeFile.h"
#include "core/standalone/Account.h"
#include "core/standalone/ChildProgram.h"
#include "core/standalone/PostgresConfig.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>

#ifdef Q_OS_UNIX
#include <signal.h>

#include <cerrno>
#else
#include <QTcpServer>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString databaseName = u"clinidesk"_s;

Result<Done> writeForServer(const QString &path, const QString &text)
{
    const auto written = writeWhole(path, text.toUtf8(), Privacy::Demanded);
    const auto account = serverAccount();
    if (!written || (account && !giveTo(*account, path)))
        return Error{Error::Code::Unavailable, u"can't write %1"_s.arg(path), {}};
    return Done{};
}

QString firstLine(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine()).trimmed()
                                          : QString();
}

#ifdef Q_OS_WIN
quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(54321);
}
#endif

/// Is @p pid alive and a PostgreSQL server? After a restart of the machine the number in an old
/// postmaster.pid may belong to anybody.
bool isPostgres(qint64 pid)
{
#ifdef Q_OS_UNIX
    if (pid <= 0 || (::kill(pid_t(pid), 0) != 0 && errno == ESRCH))
        return false;
    QFile commandLine(u"/proc/%1/cmdline"_s.arg(pid));
    if (!commandLine.open(QIODevice::ReadOnly))
        return true; // A system without /proc: the number has to do.
    return commandLine.readAll().contains("postgres"); // Empty for a zombie.
#else
    return pid > 0;
#endif
}

} // namespace

int clusterMajor(const StandalonePlace &place)
{
    return firstLine(place.cluster() % u"/PG_VERSION"_s).toInt();
}

PrivatePostgres::PrivatePostgres(ServerPrograms programs, StandalonePlace place,
                                 PostgresOptions options)
    : m_programs(std::move(programs))
    , m_place(std::move(place))
    , m_options(std::move(options))
{
}

Result<Done> PrivatePostgres::start()
{
    if (isRunning()) {
        qCInfo(lcStandalone) << "adopting the PostgreSQL that runs already, process" << pid();
        return ensureDatabase();
    }
    if (clusterMajor(m_place) == 0) {
        if (const auto created = create(); !created)
            return created;
    }
    const bool isAfterCrash = forgetDeadServer();
    if (const auto configured = configure(m_place.cluster()); !configured)
        return configured;
    auto launched = launch();
    // Backends of a dead postmaster need a moment to notice, and PostgreSQL waits for none of them.
    for (int attempt = 0; !launched && isAfterCrash && attempt < 5; ++attempt) {
        QThread::msleep(500);
        launched = launch();
    }
    if (!launched)
        return launched;
    return ensureDatabase();
}

Result<Done> PrivatePostgres::create()
{
    // Made beside its place and moved there whole, so a crash leaves no half cluster.
    const QString unfinished = m_place.home % u"/postgres.new"_s;
    QDir(unfinished).removeRecursively();
    if (!QDir().mkpath(unfinished))
        return Error{Error::Code::Unavailable, u"can't make %1"_s.arg(unfinished), {}};
    if (const auto account = serverAccount(); account && !giveTo(*account, unfinished))
        return Error{Error::Code::Unavailable, u"can't give away %1"_s.arg(unfinished), {}};

    QStringList arguments{u"-D"_s,
                          unfinished,
                          u"-E"_s,
                          u"UTF8"_s,
                          u"--locale=C.UTF-8"_s,
                          u"-U"_s,
                          bootLogin,
                          u"--auth=scram-sha-256"_s};
    const QString password = QString::number(QRandomGenerator::system()->generate64(), 36)
        % QString::number(QRandomGenerator::system()->generate64(), 36);
    if (const auto kept = writeForServer(m_place.bootPasswordFile(), password % u'\n'); !kept)
        return kept;
    arguments << u"--pwfile=%1"_s.arg(m_place.bootPasswordFile());
    if (m_options.durability == PostgresOptions::Durability::Forgetful)
        arguments << u"--no-sync"_s;

    const auto made = runToEnd({.program = m_programs.postgresProgram(u"initdb"_s),
                                .arguments = arguments,
                                .folder = m_place.home,
                                .input = {}});
    if (!made)
        return made.error();
    QFile settings(unfinished % u"/postgresql.conf"_s);
    if (!settings.open(QIODevice::Append) || settings.write("include 'clinidesk.conf'\n") < 0)
        return Error{Error::Code::Unavailable, u"can't write the cluster's settings"_s, {}};
    settings.close();
    if (const auto configured = configure(unfinished); !configured)
        return configured;
    QDir(m_place.cluster()).removeRecursively();
    if (!QDir().rename(unfinished, m_place.cluster()))
        return Error{Error::Code::Unavailable, u"can't move the new cluster to its place"_s, {}};
    return Done{};
}

Result<Done> PrivatePostgres::configure(const QString &cluster) const
{
    const QList<std::pair<QString, QString>> files{
        {u"clinidesk.conf"_s, clusterSettings(m_place, m_options, port())},
        {u"pg_hba.conf"_s, accessRules(m_options)},
        {u"pg_ident.conf"_s, accountMap()},
    };
    for (const auto &[name, text] : files) {
        if (const auto written = writeForServer(cluster % u'/' % name, text); !written)
            return written;
    }
    return Done{};
}

Result<Done> PrivatePostgres::launch()
{
    const QString log = m_place.logs() % u"/postgres.log"_s;
    const auto started = runToEnd({.program = m_programs.postgresProgram(u"pg_ctl"_s),
                                   .arguments = {u"start"_s, u"-D"_s, m_place.cluster(), u"-l"_s,
                                                 log, u"-w"_s, u"-s"_s, u"-t"_s, u"120"_s},
                                   .folder = m_place.home,
                                   .input = {},
                                   .deadline = std::chrono::seconds(125)});
    if (!started)
        return Error{Error::Code::Unavailable,
                     started.error().detail % u"; see "_s % log,
                     {{u"log"_s, log}}};
    return Done{};
}

Result<Done> PrivatePostgres::ensureDatabase()
{
    const auto exists
        = sql(u"SELECT count(*) FROM pg_database WHERE datname = '%1'"_s.arg(databaseName));
    if (!exists)
        return exists.error();
    if (exists->trimmed() != u"0"_s)
        return Done{};
    // Staff have no business in the others: there they could make temporary tables and look around.
    for (const QString &statement : {u"REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC"_s,
                                     u"CREATE DATABASE %1"_s.arg(databaseName)}) {
        if (const auto made = sql(statement); !made)
            return made.error();
    }
    return Done{};
}

Result<QString> PrivatePostgres::sql(const QString &statement) const
{
    const ServerProfile server = profile();
    const QStringList arguments{u"-X"_s, u"-q"_s,
                                u"-t"_s, u"-A"_s,
                                u"-v"_s, u"ON_ERROR_STOP=1"_s,
                                u"-h"_s, server.hosts,
                                u"-p"_s, QString::number(server.port),
                                u"-U"_s, bootLogin,
                                u"-d"_s, u"postgres"_s};
    return runToEnd({.program = m_programs.postgresProgram(u"psql"_s),
                     .arguments = arguments,
                     .folder = m_place.home,
                     .input = statement.toUtf8(),
                     .password = server.isSocket() ? QString() : bootPassword()});
}

Result<Done> PrivatePostgres::stop(Stop how)
{
    if (!isRunning())
        return Done{};
    const QString mode = how == Stop::Fast ? u"fast"_s : u"immediate"_s;
    const auto stopped = runToEnd({.program = m_programs.postgresProgram(u"pg_ctl"_s),
                                   .arguments = {u"stop"_s, u"-D"_s, m_place.cluster(), u"-m"_s,
                                                 mode, u"-w"_s, u"-s"_s, u"-t"_s, u"60"_s},
                                   .folder = m_place.home,
                                   .input = {},
                                   .deadline = std::chrono::seconds(65)});
    if (!stopped && isRunning())
        return stopped.error();
    return Done{};
}

QStringList PrivatePostgres::postmasterLines() const
{
    QFile file(m_place.cluster() % u"/postmaster.pid"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n')
                                          : QStringList();
}

qint64 PrivatePostgres::pid() const
{
    const qint64 number = postmasterLines().value(0).toLongLong();
    return isPostgres(number) ? number : 0;
}

bool PrivatePostgres::forgetDeadServer() const
{
    if (postmasterLines().isEmpty())
        return false;
    qCInfo(lcStandalone) << "a PostgreSQL of ours ended without notice; it recovers now";
    // PostgreSQL would do without, unless the number in these now belongs to another process of
    // ours. That no backend of the old server is left it finds out by the shared memory.
    QFile::remove(m_place.cluster() % u"/postmaster.pid"_s);
    QFile::remove(m_place.sockets % u"/.s.PGSQL.%1.lock"_s.arg(port()));
    return true;
}

quint16 PrivatePostgres::port() const
{
#ifdef Q_OS_WIN
    const int running = postmasterLines().value(3).toInt();
    static const quint16 chosen = freePort();
    return running > 0 ? quint16(running) : chosen;
#else
    return m_options.network ? m_options.network->port : 5432;
#endif
}

ServerProfile PrivatePostgres::profile() const
{
#ifdef Q_OS_WIN
    const QString host = u"127.0.0.1"_s;
#else
    const QString host = m_place.sockets;
#endif
    return {.name = u"This computer"_s,
            .hosts = host,
            .port = port(),
            .database = databaseName,
            .tls = ServerProfile::Tls::None,
            .caFile = {}};
}

QString PrivatePostgres::bootPassword() const
{
#ifdef Q_OS_WIN
    return firstLine(m_place.bootPasswordFile());
#else
    return {};
#endif
}

} // namespace clinidesk
