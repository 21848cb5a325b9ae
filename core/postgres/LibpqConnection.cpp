#include "core/postgres/LibpqConnection.h"

#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"
#include "core/postgres/TlsProblem.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QHostInfo>
#include <QRegularExpression>

#include <libpq-fe.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

enum class Outcome { Connected, Failed, TimedOut };

struct Progress
{
    Outcome outcome = Outcome::Failed;
    ConnStatusType reached = CONNECTION_BAD; ///< The last state before the end.
};

void ignoreNotice(void *, const PGresult *) { }

PGconn *startConnecting(const ConnectTarget &target)
{
    QList<std::pair<QByteArray, QByteArray>> words = safetyOptions(target.server);
    words.append({{"host", target.server.hosts.toUtf8()},
                  {"port", QByteArray::number(target.server.port)},
                  {"dbname", target.server.database.toUtf8()},
                  {"user", target.credentials.login.toUtf8()},
                  {"client_encoding", "UTF8"}});
    if (!target.credentials.password.isEmpty())
        words.append({"password", target.credentials.password.toUtf8()});

    QList<const char *> keywords;
    QList<const char *> values;
    for (const auto &[keyword, value] : words) {
        keywords.append(keyword.constData());
        values.append(value.constData());
    }
    keywords.append(nullptr);
    values.append(nullptr);
    return PQconnectStartParams(keywords.constData(), values.constData(), 0);
}

/// PQconnectPoll() to its end. The very first wait is for writing, as libpq's manual has it.
Progress finishConnecting(PGconn *connection, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    Progress progress;
    auto next = PGRES_POLLING_WRITING;
    while (PQstatus(connection) != CONNECTION_BAD) {
        progress.reached = PQstatus(connection);
        const auto what
            = next == PGRES_POLLING_READING ? SocketWait::Readable : SocketWait::Writable;
        const auto left = std::max(std::chrono::milliseconds(deadline.remainingTime()), 0ms);
        if (!waitForSocket(PQsocket(connection), what, left)) {
            progress.outcome = Outcome::TimedOut;
            return progress;
        }
        next = PQconnectPoll(connection);
        if (next == PGRES_POLLING_OK) {
            progress.outcome = Outcome::Connected;
            return progress;
        }
        if (next == PGRES_POLLING_FAILED)
            return progress;
    }
    return progress;
}

bool isKnownToDns(const QStringList &names)
{
    return std::any_of(names.begin(), names.end(), [](const QString &name) {
        return QHostInfo::fromName(name).error() == QHostInfo::NoError;
    });
}

QString layerOf(const ConnectTarget &target, const Progress &progress)
{
    switch (progress.reached) {
    case CONNECTION_BAD:
    case CONNECTION_STARTED:
    case CONNECTION_NEEDED:
    case CONNECTION_MADE:
        return target.server.isSocket() || isKnownToDns(target.server.hostList()) ? u"tcp"_s
                                                                                  : u"dns"_s;
    case CONNECTION_SSL_STARTUP:
        return u"tls"_s;
    default:
        return u"sign-in"_s;
    }
}

/// The SQLSTATE in libpq's verbose text: behind the severity, which is translated, and two blanks.
QString stateIn(const QString &text)
{
    static const QRegularExpression state(u":  ([0-9A-Z]{5}): "_s);
    return state.match(text).captured(1);
}

/// The server found that its line does not end here: the only refusal of its SCRAM's last step that
/// has this state. Its sentence is translated, the place it comes from isn't.
bool isBindingRefused(const QString &state, const QString &text)
{
    return state == u"28000"_s && text.contains(u"read_client_final_message"_s);
}

Error insecure(const QString &problem)
{
    return Error{Error::Code::Insecure,
                 u"not safe: "_s % problem,
                 {{u"layer"_s, u"tls"_s}, {u"tls"_s, problem}}};
}

/// A failure without a SQLSTATE, at @p layer.
Error unexplained(const ConnectTarget &target, PGconn *connection, const QString &layer)
{
    if (layer == u"sign-in"_s && PQconnectionNeedsPassword(connection))
        return Error{Error::Code::WrongPassword, u"no password"_s, {{u"layer"_s, layer}}};
    if (layer == u"tls"_s || layer == u"sign-in"_s) {
        const QString problem = tlsProblem(target.server, target.credentials.login, 2s);
        if (!problem.isEmpty())
            return insecure(problem);
    }
    return Error{Error::Code::Unavailable, u"connecting failed"_s, {{u"layer"_s, layer}}};
}

Error connectError(const ConnectTarget &target, PGconn *connection, const Progress &progress)
{
    const QString text = QString::fromUtf8(PQerrorMessage(connection));
    const QString state = stateIn(text);
    if (isBindingRefused(state, text))
        return insecure(u"binding"_s);
    if (!state.isEmpty()) {
        Error error = errorFrom({state, u"refused while signing in"_s, {}});
        // A server that is out of space or memory says so in many ways: it lets nobody in.
        if (error.code == Error::Code::Broken)
            error.code = Error::Code::Unavailable;
        const bool isSchema = error.code == Error::Code::SchemaTooOld;
        error.facts.insert(u"layer"_s, isSchema ? u"schema"_s : u"sign-in"_s);
        return error;
    }
    const QString layer = layerOf(target, progress);
    if (progress.outcome == Outcome::TimedOut)
        return Error{
            Error::Code::Unavailable, u"no answer while connecting"_s, {{u"layer"_s, layer}}};
    return unexplained(target, connection, layer);
}

} // namespace

LibpqRows::LibpqRows(pg_result *result)
    : m_result(result, PQclear)
{
}

int LibpqRows::count() const
{
    return PQntuples(m_result.get());
}

QString LibpqRows::text(int row, int column) const
{
    return QString::fromUtf8(PQgetvalue(m_result.get(), row, column));
}

void LibpqConnection::Closer::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Result<LibpqConnection> LibpqConnection::open(const ConnectTarget &target,
                                              std::chrono::milliseconds patience)
{
    if (isExposed(target.server))
        return exposed();
    Handle connection(startConnecting(target));
    if (!connection)
        return Error{Error::Code::Broken, u"out of memory"_s, {}};
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    PQsetNoticeReceiver(connection.get(), ignoreNotice, nullptr);
    const Progress progress = finishConnecting(connection.get(), patience);
    if (progress.outcome != Outcome::Connected)
        return connectError(target, connection.get(), progress);
    return LibpqConnection(std::move(connection));
}

Error LibpqConnection::exposed()
{
    return insecure(u"plain"_s);
}

Result<LibpqRows> LibpqConnection::run(const QString &sql, const QList<QByteArray> &values)
{
    QList<const char *> texts;
    for (const QByteArray &value : values)
        texts.append(value.constData());
    const QByteArray statement = sql.toUtf8();
    PGresult *result = values.isEmpty()
        ? PQexec(handle(), statement.constData())
        : PQexecParams(handle(), statement.constData(), static_cast<int>(texts.size()), nullptr,
                       texts.constData(), nullptr, nullptr, 0);
    const LibpqRows rows(result);
    const auto status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
        return rows;
    const auto field
        = [result](int code) { return QString::fromUtf8(PQresultErrorField(result, code)); };
    return errorFrom(
        {field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_DETAIL)});
}

int LibpqConnection::serverVersion() const
{
    return PQserverVersion(handle());
}

} // namespace clinidesk
