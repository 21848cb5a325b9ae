#include "core/postgres/Connecting.h"

#include "core/postgres/HostLookup.h"
#include "core/postgres/Patience.h"
#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"
#include "core/postgres/TlsProblem.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <libpq-fe.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace clinidesk {

namespace {

enum class Outcome { Connected, Failed, TimedOut };

struct Progress
{
    Outcome outcome = Outcome::Failed;
    ConnStatusType reached = CONNECTION_BAD; ///< The last state before the end.
};

/// A server as it is named, and one of its addresses; none where the name is one, or a folder.
struct Place
{
    QString host;
    QString address;
};

void ignoreNotice(void *, const PGresult *) { }

PGconn *startConnecting(const ConnectTarget &target, const Place &place)
{
    QList<std::pair<QByteArray, QByteArray>> words = safetyOptions(target.server);
    words.append({{"host", place.host.toUtf8()},
                  {"port", QByteArray::number(target.server.port)},
                  {"dbname", target.server.database.toUtf8()},
                  {"user", target.credentials.login.toUtf8()},
                  {"client_encoding", "UTF8"}});
    if (!place.address.isEmpty())
        words.append({"hostaddr", place.address.toLatin1()});
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

/// Waits until libpq's own socket is ready; it may be another one after every step.
bool waitFor(PGconn *connection, SocketWait what, Patience::Clock::time_point until,
             const Patience &patience)
{
    while (!patience.isOver() && Patience::Clock::now() < until) {
        if (waitForSocket(PQsocket(connection), what, patience.untilNextLook()))
            return true;
    }
    return false;
}

/// PQconnectPoll() to its end. The very first wait is for writing, as libpq's manual has it.
Progress finishConnecting(PGconn *connection, milliseconds longest, const Patience &patience)
{
    const auto until = Patience::Clock::now() + longest;
    Progress progress;
    auto next = PGRES_POLLING_WRITING;
    while (PQstatus(connection) != CONNECTION_BAD) {
        progress.reached = PQstatus(connection);
        const auto what
            = next == PGRES_POLLING_READING ? SocketWait::Readable : SocketWait::Writable;
        if (!waitFor(connection, what, until, patience)) {
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

QString layerOf(const Progress &progress)
{
    switch (progress.reached) {
    case CONNECTION_BAD:
    case CONNECTION_STARTED:
    case CONNECTION_NEEDED:
    case CONNECTION_MADE:
        return u"tcp"_s;
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

Error unavailable(const QString &detail, const QString &layer)
{
    return Error{Error::Code::Unavailable, detail, {{u"layer"_s, layer}}};
}

Error givenUp(const Patience &patience)
{
    if (patience.isStopped())
        return Error{Error::Code::Cancelled, {}, {}};
    return unavailable(u"no answer while connecting"_s, u"tcp"_s);
}

/// A failure without a SQLSTATE, at @p layer.
Error unexplained(const ConnectTarget &target, PGconn *connection, const QString &layer,
                  const Patience &patience)
{
    if (layer == u"sign-in"_s && PQconnectionNeedsPassword(connection))
        return Error{Error::Code::WrongPassword, u"no password"_s, {{u"layer"_s, layer}}};
    if (layer == u"tls"_s || layer == u"sign-in"_s) {
        const QString problem = tlsProblem(target.server, target.credentials.login, 2s, patience);
        if (!problem.isEmpty())
            return insecure(problem);
    }
    return unavailable(u"connecting failed"_s, layer);
}

Error connectError(const ConnectTarget &target, PGconn *connection, const Progress &progress,
                   const Patience &patience)
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
    return unexplained(target, connection, layerOf(progress), patience);
}

Result<PgHandle> connectAt(const ConnectTarget &target, const Place &place, milliseconds longest,
                           const Patience &patience)
{
    PgHandle connection(startConnecting(target, place));
    if (!connection)
        return Error{Error::Code::Broken, u"out of memory"_s, {}};
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    PQsetNoticeReceiver(connection.get(), ignoreNotice, nullptr);
    const Progress progress = finishConnecting(connection.get(), longest, patience);
    if (progress.outcome == Outcome::Connected)
        return connection;
    if (progress.outcome == Outcome::TimedOut || patience.isStopped())
        return givenUp(patience);
    ConnectTarget there = target;
    there.server.hosts = place.host;
    return connectError(there, connection.get(), progress, patience);
}

bool needsNoLookup(const QString &host)
{
    return host.isEmpty() || host.startsWith(u'/') || !QHostAddress(host).isNull();
}

Result<QList<Place>> placesOf(const QString &host, milliseconds longest, const Patience &patience)
{
    if (needsNoLookup(host))
        return QList<Place>{{host, {}}};
    const auto addresses = addressesOf(host, longest, patience);
    if (patience.isStopped())
        return givenUp(patience);
    if (!addresses || addresses->isEmpty())
        return unavailable(u"the server's name is not known"_s, u"dns"_s);
    QList<Place> places;
    for (const QString &address : *addresses)
        places.append({host, address});
    return places;
}

/// Whether another server may do better than the one that failed with @p error. Not where a
/// person, a password or a certificate was refused.
bool mayGoOn(const Error &error)
{
    return error.code == Error::Code::Unavailable || error.code == Error::Code::Busy
        || error.code == Error::Code::ReadOnly;
}

/// How far an attempt came that failed with @p error: the furthest one tells the most.
qsizetype reachOf(const Error &error)
{
    static const std::array layers{u"dns"_s, u"tcp"_s, u"tls"_s, u"sign-in"_s};
    const QString layer = error.facts.value(u"layer"_s).toString();
    return std::distance(layers.begin(), std::find(layers.begin(), layers.end(), layer));
}

} // namespace

void PgCloser::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Error exposedError()
{
    return insecure(u"plain"_s);
}

Result<PgHandle> connectTo(const ConnectTarget &target, milliseconds longest,
                           const Patience &patience)
{
    if (isExposed(target.server))
        return exposedError();
    std::optional<Error> furthest;
    const auto note = [&](const Error &error) {
        if (!furthest || !mayGoOn(error) || reachOf(error) > reachOf(*furthest))
            furthest = error;
        return mayGoOn(error) && !patience.isOver();
    };
    for (const QString &host : target.server.hostList()) {
        const auto places = placesOf(host, longest, patience);
        if (!places) {
            if (!note(places.error()))
                return *furthest;
            continue;
        }
        for (const Place &place : *places) {
            auto connection = connectAt(target, place, longest, patience);
            if (connection || !note(connection.error()))
                return connection ? std::move(connection) : Result<PgHandle>(*furthest);
        }
    }
    return *furthest;
}

} // namespace clinidesk
