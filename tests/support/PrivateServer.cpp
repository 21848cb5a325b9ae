#include "tests/support/PrivateServer.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <libpq-fe.h>
#include <signal.h>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString migratedTemplate = u"clinidesk"_s;
const QString clinicTemplate = u"small_clinic"_s;

QString quotedValue(const QString &value)
{
    return u'\'' % QString(value).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) % u'\'';
}

} // namespace

PrivateServer::PrivateServer(PostgresOptions options, const QString &disk)
    : m_folder(disk % u"/clinidesk-test-XXXXXX"_s)
    , m_options(std::move(options))
    , m_place(standalonePlace(m_folder.path()))
{
    m_folder.setAutoRemove(false); // The guardian does, and after a crash too.
}

PrivateServer::~PrivateServer() = default;

bool PrivateServer::start()
{
    m_guardian = std::make_unique<ServerGuardian>(m_place.home);
    return prepareServer() && makeTemplates();
}

bool PrivateServer::prepareServer()
{
    const auto programs = findServerPrograms();
    if (!programs)
        return fail(programs.error().detail);
    if (const auto prepared = prepare(m_place); !prepared)
        return fail(prepared.error().detail);
    m_postgres.emplace(*programs, m_place, m_options);
    const auto started = m_postgres->start();
    return started || fail(started.error().detail);
}

bool PrivateServer::makeTemplates()
{
    return migrate(migratedTemplate) && clone(migratedTemplate, clinicTemplate)
        && succeeds(clinicTemplate, smallClinicLoginsSql() % smallClinicSql());
}

bool PrivateServer::migrate(const QString &database)
{
    const QDir schema(QStringLiteral(CLINIDESK_SCHEMA_FOLDER));
    const QStringList names = schema.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(schema.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(file.errorString());
        if (!succeeds(database, QString::fromUtf8(file.readAll())))
            return fail(name % u": "_s % QString::fromUtf8(m_problem));
    }
    return true;
}

bool PrivateServer::clone(const QString &original, const QString &copy)
{
    // Rights on a database are not copied with it.
    return succeeds(u"postgres"_s,
                    u"CREATE DATABASE %1 TEMPLATE %2 STRATEGY FILE_COPY"_s.arg(copy, original))
        && succeeds(u"postgres"_s,
                    u"REVOKE ALL ON DATABASE %1 FROM PUBLIC; GRANT CONNECT ON DATABASE %1 TO "
                    "clinidesk_receptionist, clinidesk_doctor, clinidesk_admin, clinidesk_worker; "
                    "GRANT TEMPORARY ON DATABASE %1 TO clinidesk_api"_s.arg(copy));
}

QString PrivateServer::useClone(const QString &original)
{
    const QString copy = u"test_%1"_s.arg(++m_clones);
    if (!clone(original, copy))
        return {};
    return m_database = copy;
}

QString PrivateServer::freshDatabase()
{
    return useClone(clinicTemplate);
}

QString PrivateServer::emptyDatabase()
{
    return useClone(migratedTemplate);
}

QString PrivateServer::bareDatabase()
{
    return useClone(u"template0"_s);
}

ServerProfile PrivateServer::profile() const
{
    ServerProfile profile = m_postgres->profile();
    profile.database = m_database.isEmpty() ? clinicTemplate : m_database;
    return profile;
}

PrivateServer::Outcome PrivateServer::execute(const QString &database, const QString &statements,
                                              const QString &login) const
{
    const ServerProfile server = m_postgres->profile();
    const QString options
        = u"host=%1 port=%2 dbname=%3 user=%4 password=%5 client_encoding=UTF8"_s.arg(
            quotedValue(server.hosts), QString::number(server.port), quotedValue(database),
            quotedValue(login.isEmpty() ? PrivatePostgres::bootLogin : login),
            quotedValue(logins::password));
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(
        PQconnectdb(options.toUtf8().constData()), PQfinish);
    PQsetNoticeProcessor(
        link.get(), [](void *, const char *) {}, nullptr);
    if (PQstatus(link.get()) != CONNECTION_OK)
        return {u"08006"_s, QString::fromUtf8(PQerrorMessage(link.get())), {}};

    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(link.get(), statements.toUtf8().constData()), PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        const char *state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
        return {state ? QString::fromLatin1(state) : u"XX000"_s,
                QString::fromUtf8(PQresultErrorMessage(answer.get())),
                {}};
    }
    Outcome outcome{.state = u"00000"_s, .message = {}, .rows = {}};
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        QStringList values;
        for (int column = 0; column < PQnfields(answer.get()); ++column) {
            values << (PQgetisnull(answer.get(), row, column)
                           ? QString()
                           : QString::fromUtf8(PQgetvalue(answer.get(), row, column)));
        }
        outcome.rows << values;
    }
    return outcome;
}

bool PrivateServer::succeeds(const QString &database, const QString &statements)
{
    const Outcome outcome = execute(database, statements, {});
    return outcome.state == u"00000"_s || fail(outcome.state % u' ' % outcome.message);
}

bool PrivateServer::fail(const QString &problem)
{
    m_problem = problem.toUtf8();
    return false;
}

void PrivateServer::run(const QString &statements, const QString &login)
{
    static_cast<void>(rows(statements, login));
}

PrivateServer::Rows PrivateServer::rows(const QString &statements, const QString &login)
{
    const Outcome outcome = execute(profile().database, statements, login);
    if (outcome.state != u"00000"_s) {
        const QString complaint = outcome.state % u' ' % outcome.message % u" in: "_s % statements;
        QTest::qFail(complaint.toUtf8().constData(), __FILE__, __LINE__);
    }
    return outcome.rows;
}

QString PrivateServer::value(const QString &statements, const QString &login)
{
    return rows(statements, login).value(0).value(0);
}

QString PrivateServer::sqlState(const QString &statements, const QString &login)
{
    return execute(profile().database, statements, login).state;
}

bool PrivateServer::stop()
{
    const auto stopped = m_postgres->stop();
    return stopped || fail(stopped.error().detail);
}

bool PrivateServer::restart()
{
    const auto started = m_postgres->start();
    return started || fail(started.error().detail);
}

void PrivateServer::signalAll(int signal)
{
    const qint64 server = m_postgres->pid();
    if (server == 0)
        return;
    // The postmaster first when it goes to sleep, so that it makes no new children meanwhile.
    const QList<qint64> children = childrenOf(server);
    ::kill(pid_t(server), signal);
    for (const qint64 child : children)
        ::kill(pid_t(child), signal);
}

void PrivateServer::kill()
{
    pause();
    const qint64 server = m_postgres->pid();
    const QList<qint64> children = childrenOf(server);
    signalAll(SIGKILL);
    for (const qint64 process : children + QList<qint64>{server}) {
        // A zombie that nobody waits for has no memory left: that is dead enough.
        while (::kill(pid_t(process), 0) == 0
               && !QFile(u"/proc/%1/exe"_s.arg(process)).symLinkTarget().isEmpty())
            QThread::msleep(5);
    }
}

void PrivateServer::pause()
{
    signalAll(SIGSTOP);
}

void PrivateServer::resume()
{
    signalAll(SIGCONT);
}

} // namespace clinidesk
