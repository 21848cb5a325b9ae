#include "core/postgres/LibpqConnection.h"

#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"

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

bool isKnownToDns(const QString &hosts)
{
    const QStringList names = hosts.split(u',', Qt::SkipEmptyParts);
    return std::any_of(names.begin(), names.end(), [](const QString &name) {
        return QHostInfo::fromName(name.trimmed()).error() == QHostInfo::NoError;
    });
}

QString layerOf(const ConnectTarget &target, const Progress &progress)
{
    switch (progress.reached) {
    case CONNECTION_BAD:
    case CONNECTION_STARTED:
    case CONNECTION_NEEDED:
    case CONNECTION_MADE:
        return target.server.isSocket() || isKnownToDns(target.server.hosts) ? u"tcp"_s : u"dns"_s;
    case CONNECTION_SSL_STARTUP:
        return u"tls"_s;
    default:
        return u"sign-in"_s;
    }
}

/// The SQLSTATE in libpq's text when its verbosity is set to nothing else; that text isn't
/// translated.
QString stateIn(const QString &text)
{
    static const QRegularExpression state(u":\\s+([0-9A-Z]{5})\\s*$"_s,
                                          QRegularExpression::MultilineOption);
    return state.match(text).captured(1);
}

Error connectError(const ConnectTarget &target, PGconn *connection, const Progress &progress)
{
    const QString text = QString::fromUtf8(PQerrorMessage(connection));
    const QString state = stateIn(text);
    QString layer = layerOf(target, progress);
    Error error{Error::Code::Unavailable, u"connecting failed"_s, {}};
    if (!state.isEmpty()) {
        error = errorFrom({state, u"refused while signing in"_s, {}});
        layer = error.code == Error::Code::SchemaTooOld ? u"schema"_s : u"sign-in"_s;
    } else if (progress.outcome == Outcome::TimedOut) {
        error.detail = u"no answer while connecting"_s;
    } else if (layer == u"tls"_s) {
        error.code = Error::Code::Insecure;
    } else if (layer == u"sign-in"_s && text.contains(u"channel binding"_s)) {
        error.code = Error::Code::Insecure;
        layer = u"tls"_s;
    } else if (layer == u"sign-in"_s && PQconnectionNeedsPassword(connection)) {
        error.code = Error::Code::WrongPassword;
    }
    error.facts.insert(u"layer"_s, layer);
    return error;
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
    Handle connection(startConnecting(target));
    if (!connection)
        return Error{Error::Code::Broken, u"out of memory"_s, {}};
    PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
    PQsetNoticeReceiver(connection.get(), ignoreNotice, nullptr);
    const Progress progress = finishConnecting(connection.get(), patience);
    if (progress.outcome != Outcome::Connected)
        return connectError(target, connection.get(), progress);
    return LibpqConnection(std::move(connection));
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
