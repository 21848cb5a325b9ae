#include "core/postgres/LibpqConnection.h"

#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"

#include <libpq-fe.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QList<const char *> pointersTo(const QList<QByteArray> &values)
{
    QList<const char *> texts;
    texts.reserve(values.size());
    for (const QByteArray &value : values)
        texts.append(value.isNull() ? nullptr : value.constData());
    return texts;
}

bool isCopying(ExecStatusType status)
{
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

bool isRefused(ExecStatusType status)
{
    return status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY;
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
    return QString::fromUtf8(bytes(row, column));
}

QByteArrayView LibpqRows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

bool LibpqRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

unsigned LibpqRows::typeOf(int column) const
{
    return PQftype(m_result.get(), column);
}

Result<LibpqConnection> LibpqConnection::open(const ConnectTarget &target,
                                              std::chrono::milliseconds longest,
                                              const Patience &patience)
{
    auto connection = connectTo(target, longest, patience);
    if (!connection)
        return connection.error();
    return LibpqConnection(std::move(connection).value(), patience);
}

Result<LibpqRows> LibpqConnection::run(const QString &sql, const QList<QByteArray> &values)
{
    const QByteArray statement = sql.toUtf8();
    return ask([&] {
        if (values.isEmpty())
            return PQsendQuery(handle(), statement.constData());
        return PQsendQueryParams(handle(), statement.constData(), static_cast<int>(values.size()),
                                 nullptr, pointersTo(values).constData(), nullptr, nullptr, 0);
    });
}

Result<LibpqRows> LibpqConnection::prepare(const QByteArray &name, const QByteArray &sql)
{
    return ask(
        [&] { return PQsendPrepare(handle(), name.constData(), sql.constData(), 0, nullptr); });
}

Result<LibpqRows> LibpqConnection::execute(const QByteArray &name, const QList<QByteArray> &values)
{
    return ask([&] {
        return PQsendQueryPrepared(handle(), name.constData(), static_cast<int>(values.size()),
                                   pointersTo(values).constData(), nullptr, nullptr, 0);
    });
}

template <typename Send> Result<LibpqRows> LibpqConnection::ask(Send send)
{
    m_lastState.clear();
    m_wasSent = false;
    if (isBroken())
        return lost();
    if (m_patience->isOver()) {
        m_isGivenUp = true;
        return lost();
    }
    m_wasSent = true;
    if (send() != 1)
        return isBroken() ? lost() : Error{Error::Code::Broken, u"not sent"_s, {}};
    return answer();
}

Result<LibpqRows> LibpqConnection::answer()
{
    // The first refusal tells why; what may follow is only that the line then ended.
    std::optional<LibpqRows> kept;
    std::optional<Error> refused;
    while (awaitResult()) {
        PGresult *result = PQgetResult(handle());
        if (!result) {
            if (refused)
                return *refused;
            return kept ? Result<LibpqRows>(*kept) : Result<LibpqRows>(lost());
        }
        kept = LibpqRows(result);
        if (isRefused(PQresultStatus(result)) && !refused)
            refused = refusal(result);
        if (isCopying(PQresultStatus(result)))
            m_isGivenUp = true; // Not meant for run(), and it would say so for ever.
        if (m_isGivenUp)
            break;
    }
    m_isGivenUp = true;
    return refused ? *refused : lost();
}

bool LibpqConnection::awaitResult()
{
    int unsent = PQflush(handle());
    while (unsent == 1 || PQisBusy(handle()) == 1) {
        const auto what = unsent == 1 ? SocketWait::Either : SocketWait::Readable;
        if (!waitForSocket(socket(), what, *m_patience))
            return false;
        if (PQconsumeInput(handle()) != 1)
            return true; // The line ended: the result says so.
        unsent = PQflush(handle());
    }
    return true;
}

Error LibpqConnection::refusal(const pg_result *result)
{
    const auto field
        = [result](int code) { return QString::fromUtf8(PQresultErrorField(result, code)); };
    m_lastState = field(PG_DIAG_SQLSTATE);
    if (!m_lastState.isEmpty())
        return errorFrom(
            {m_lastState, field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_DETAIL)});
    if (isBroken())
        return lost();
    const QString text = QString::fromUtf8(PQresultErrorMessage(result));
    return Error{Error::Code::Broken, text.section(u'\n', 0, 0), {}};
}

Error LibpqConnection::lost()
{
    // libpq's own text is translated.
    return errorFrom({{}, m_isGivenUp ? u"no answer in time"_s : u"the connection broke"_s, {}});
}

bool LibpqConnection::isBroken() const
{
    return m_isGivenUp || PQstatus(handle()) != CONNECTION_OK;
}

int LibpqConnection::socket() const
{
    return PQsocket(handle());
}

int LibpqConnection::serverVersion() const
{
    return PQserverVersion(handle());
}

} // namespace clinidesk
