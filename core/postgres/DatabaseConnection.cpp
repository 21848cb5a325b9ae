#include "core/postgres/DatabaseConnection.h"

#include "core/postgres/LibpqConnection.h"
#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"

#include <QElapsedTimer>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>

#include <libpq-fe.h>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

QString freshName()
{
    static std::atomic<int> count = 0;
    return u"clinidesk-%1"_s.arg(++count);
}

/// libpq's own result behind @p query, null where the driver kept none.
PGresult *resultOf(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    return qstrcmp(handle.typeName(), "pg_result*") == 0
        ? *static_cast<PGresult *const *>(handle.constData())
        : nullptr;
}

QString fieldOf(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

std::optional<Error> faultOf(const QList<Bound> &values)
{
    for (const Bound &bound : values) {
        if (bound.value.typeId() != QMetaType::QString)
            continue;
        // U+0000 would end the statement in the middle, half a surrogate pair be kept as another
        // letter.
        const QString text = bound.value.toString();
        if (text.contains(QChar(u'\0')) || !text.isValidUtf16())
            return invalidValue(bound.field, u"malformed"_s);
    }
    return std::nullopt;
}

/// Notices are nobody's business, but the server's last words come as one.
void keepFarewell(void *farewell, const PGresult *notice)
{
    const QString state = fieldOf(notice, PG_DIAG_SQLSTATE);
    if (isLostState(state) && !state.isEmpty())
        *static_cast<QString *>(farewell) = state;
}

} // namespace

DatabaseConnection::DatabaseConnection(ConnectTarget target)
    : m_target(std::move(target))
    , m_name(freshName())
{
}

DatabaseConnection::~DatabaseConnection()
{
    close();
}

std::optional<Error> DatabaseConnection::open()
{
    close();
    forgetAttempt();
    if (isExposed(m_target.server))
        return LibpqConnection::exposed();
    m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    m_database.setHostName(m_target.server.hosts);
    m_database.setPort(m_target.server.port);
    m_database.setDatabaseName(m_target.server.database);
    m_database.setUserName(m_target.credentials.login);
    m_database.setPassword(m_target.credentials.password);
    m_database.setConnectOptions(qtOptions(m_target.server));

    QElapsedTimer trying;
    trying.start();
    if (!m_database.open()) {
        close();
        // Qt's text is the only thing it tells, and it is translated. libpq says more.
        if (trying.elapsed() > 2500)
            return Error{Error::Code::Unavailable,
                         u"no answer while connecting"_s,
                         {{u"layer"_s, u"tcp"_s}}};
        const auto second = LibpqConnection::open(m_target, 3s);
        return second ? Error{Error::Code::Unavailable,
                              u"connected at the second attempt only"_s,
                              {{u"layer"_s, u"tcp"_s}}}
                      : afterFarewell(second.error());
    }
    m_isOpen = true;
    return setUp();
}

Error DatabaseConnection::afterFarewell(Error error) const
{
    if (!m_farewell.isEmpty() && !error.facts.contains(u"server"_s))
        error.facts.insert(u"server"_s, errorFrom({m_farewell, {}, {}}).facts.value("server"_L1));
    return error;
}

std::optional<Error> DatabaseConnection::setUp()
{
    m_farewell.clear();
    PQsetNoticeReceiver(handle(), keepFarewell, &m_farewell);
    if (const auto error = set(sessionSettings())) {
        close();
        return error;
    }
    m_statementTimeout = 5s;
    return std::nullopt;
}

void DatabaseConnection::close()
{
    if (!m_database.isValid())
        return;
    m_isOpen = false;
    m_database.close();
    m_database = QSqlDatabase();
    // The driver goes first: statements that outlive it don't try to deallocate on a dead session.
    QSqlDatabase::removeDatabase(m_name);
    m_statements.clear();
}

bool DatabaseConnection::isAlive() const
{
    if (!m_isOpen || PQstatus(handle()) != CONNECTION_OK)
        return false;
    // Something to read is a farewell, and the end comes right behind it; or a mere notice.
    while (waitForSocket(socket(), SocketWait::Readable, 0ms)) {
        const bool isRead = PQconsumeInput(handle()) == 1;
        PQfreemem(PQnotifies(handle())); // Reads what has come; keepFarewell() hears it.
        if (!isRead || PQstatus(handle()) != CONNECTION_OK)
            return false;
    }
    return true;
}

void DatabaseConnection::forgetAttempt()
{
    m_hasBroken = false;
    m_isAnswerMissing = false;
}

Result<QSqlQuery *> DatabaseConnection::ask(const QString &sql, const QList<Bound> &values)
{
    if (const auto fault = faultOf(values))
        return *fault;
    auto answer = askOnce(sql, values);
    // A migration changed what the statement means: nothing was run, so it may be prepared anew.
    const bool isOutdated = !answer && (m_lastState == u"0A000"_s || m_lastState == u"26000"_s);
    if (!isOutdated)
        return answer;
    m_statements.remove(sql);
    return askOnce(sql, values);
}

Result<QSqlQuery *> DatabaseConnection::askOnce(const QString &sql, const QList<Bound> &values)
{
    const auto statement = prepared(sql);
    if (!statement)
        return statement;
    for (const Bound &bound : values)
        (*statement)->bindValue(u':' + bound.field, bound.value);
    if (!(*statement)->exec())
        return failure(**statement, Step::Executing);
    return statement;
}

Result<QSqlQuery *> DatabaseConnection::prepared(const QString &sql)
{
    if (const auto known = m_statements.find(sql); known != m_statements.end())
        return known->get();

    auto query = std::make_shared<QSqlQuery>(m_database);
    if (!query->prepare(sql))
        return failure(*query, Step::Preparing);
    m_statements.insert(sql, query);
    return query.get();
}

Error DatabaseConnection::failure(const QSqlQuery &query, Step step)
{
    const QSqlError error = query.lastError();
    ServerMessage message{error.nativeErrorCode(), error.databaseText(), {}};
    if (const PGresult *result = resultOf(query); result && step == Step::Executing) {
        message = {fieldOf(result, PG_DIAG_SQLSTATE), fieldOf(result, PG_DIAG_MESSAGE_PRIMARY),
                   fieldOf(result, PG_DIAG_MESSAGE_DETAIL)};
    }
    m_lastState = message.sqlState;
    const bool isConnectionBad = PQstatus(handle()) != CONNECTION_OK;
    if (!isConnectionBad && message.sqlState.isEmpty())
        return Error{Error::Code::Broken, message.primary.section(u'\n', 0, 0), {}};
    if (message.sqlState.isEmpty())
        message.primary = u"the connection broke"_s; // libpq's own text is translated.
    if (!message.sqlState.isEmpty() && isLostState(message.sqlState))
        m_farewell = message.sqlState;
    if (isConnectionBad || isLostState(message.sqlState)) {
        m_hasBroken = true;
        m_isAnswerMissing = m_isAnswerMissing || step == Step::Executing;
    }
    return errorFrom(message);
}

std::optional<Error> DatabaseConnection::setStatementTimeout(std::chrono::milliseconds timeout)
{
    if (timeout == m_statementTimeout)
        return std::nullopt;
    if (const auto error = set(u"SET statement_timeout = %1"_s.arg(timeout.count())))
        return error;
    m_statementTimeout = timeout;
    return std::nullopt;
}

std::optional<Error> DatabaseConnection::set(const QString &settings)
{
    // Qt warns aloud of statements on a connection that is known to be dead.
    if (PQstatus(handle()) != CONNECTION_OK) {
        m_hasBroken = true;
        return errorFrom({{}, u"the connection broke"_s, {}});
    }
    QSqlQuery query(m_database);
    if (!query.exec(settings))
        return failure(query, Step::Preparing);
    return std::nullopt;
}

int DatabaseConnection::socket() const
{
    return m_isOpen ? PQsocket(handle()) : -1;
}

pg_conn *DatabaseConnection::handle() const
{
    if (!m_isOpen)
        return nullptr;
    return *static_cast<PGconn *const *>(m_database.driver()->handle().constData());
}

} // namespace clinidesk
