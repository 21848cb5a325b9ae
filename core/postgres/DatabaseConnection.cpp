#include "core/postgres/DatabaseConnection.h"

#include "core/postgres/Placeholders.h"
#include "core/postgres/ServerValues.h"
#include "core/postgres/Socket.h"
#include "core/postgres/SqlError.h"

#include <libpq-fe.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

std::optional<Error> faultOf(const QList<Bound> &values)
{
    for (const Bound &bound : values) {
        if (bound.value.typeId() != QMetaType::QString)
            continue;
        // U+0000 would end the value in the middle, half a surrogate pair be kept as another
        // letter.
        const QString text = bound.value.toString();
        if (text.contains(QChar(u'\0')) || !text.isValidUtf16())
            return invalidValue(bound.field, u"malformed"_s);
    }
    return std::nullopt;
}

/// The values of @p fields in their order, as they are sent. One that isn't there is NULL.
QList<QByteArray> sentTexts(const QStringList &fields, const QList<Bound> &values)
{
    QList<QByteArray> texts;
    texts.reserve(fields.size());
    for (const QString &field : fields) {
        const auto bound = std::find_if(values.begin(), values.end(), [&](const Bound &candidate) {
            return candidate.field == field;
        });
        texts.append(bound == values.end() ? QByteArray() : sentText(bound->value));
    }
    return texts;
}

/// Notices are nobody's business, but the server's last words come as one.
void keepFarewell(void *farewell, const PGresult *notice)
{
    const QString state = QString::fromUtf8(PQresultErrorField(notice, PG_DIAG_SQLSTATE));
    if (isLostState(state) && !state.isEmpty())
        *static_cast<QString *>(farewell) = state;
}

/// A migration changed what a statement means: nothing was run, so it may be prepared anew.
bool isOutdated(const QString &state)
{
    return state == u"0A000"_s || state == u"26000"_s;
}

} // namespace

DatabaseConnection::DatabaseConnection(ConnectTarget target, const Patience &patience)
    : m_target(std::move(target))
    , m_patience(patience)
{
}

DatabaseConnection::~DatabaseConnection() = default;

std::optional<Error> DatabaseConnection::open()
{
    close();
    forgetAttempt();
    auto link = LibpqConnection::open(m_target, 3s, m_patience);
    if (!link)
        return afterFarewell(link.error());
    m_link.emplace(std::move(link).value());
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
    // Or sending would wait without end, past our patience.
    PQsetnonblocking(handle(), 1);
    if (auto error = set(sessionSettings())) {
        close();
        if (m_hasBroken)
            error->facts.insert(u"layer"_s, u"tcp"_s);
        return error;
    }
    m_statementTimeout = 5s;
    return std::nullopt;
}

void DatabaseConnection::close()
{
    m_statements.clear();
    m_link.reset();
}

bool DatabaseConnection::isAlive() const
{
    if (!m_link || m_link->isBroken())
        return false;
    // Something to read is a farewell, and the end comes right behind it; or a mere notice.
    while (waitForSocket(m_link->socket(), SocketWait::Readable, 0ms)) {
        const bool isRead = PQconsumeInput(handle()) == 1;
        PQfreemem(PQnotifies(handle())); // Reads what has come; keepFarewell() hears it.
        if (!isRead || m_link->isBroken())
            return false;
    }
    return true;
}

void DatabaseConnection::forgetAttempt()
{
    m_hasBroken = false;
    m_isAnswerMissing = false;
}

Answered DatabaseConnection::ask(const QString &sql, const QList<Bound> &values)
{
    if (const auto fault = faultOf(values))
        return *fault;
    if (!m_link)
        return Error{Error::Code::Unavailable, u"not connected"_s, {}};
    auto answer = askOnce(sql, values);
    if (answer || !isOutdated(m_link->lastState()))
        return answer;
    // The former one stays with the server, nameless: sessions don't last for many migrations.
    m_statements.remove(sql);
    return askOnce(sql, values);
}

Answered DatabaseConnection::askOnce(const QString &sql, const QList<Bound> &values)
{
    const auto statement = prepared(sql);
    if (!statement)
        return statement.error();
    const auto rows = m_link->execute(statement->name, sentTexts(statement->fields, values));
    if (!rows)
        return failure(rows.error(), Step::Executing);
    return std::make_unique<AnswerRows>(*rows);
}

Result<DatabaseConnection::Prepared> DatabaseConnection::prepared(const QString &sql)
{
    if (const auto known = m_statements.constFind(sql); known != m_statements.constEnd())
        return *known;

    const NumberedStatement statement = numbered(sql);
    const QByteArray name = "s" + QByteArray::number(++m_lastStatement);
    if (const auto done = m_link->prepare(name, statement.sql); !done)
        return failure(done.error(), Step::Preparing);
    return *m_statements.insert(sql, {name, statement.fields});
}

Error DatabaseConnection::failure(const Error &error, Step step)
{
    const QString &state = m_link->lastState();
    const bool isFarewell = !state.isEmpty() && isLostState(state);
    if (isFarewell)
        m_farewell = state;
    if (isFarewell || m_link->isBroken()) {
        m_hasBroken = true;
        m_isAnswerMissing = m_isAnswerMissing || (step == Step::Executing && m_link->wasSent());
    }
    return error;
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
    const auto done = m_link->run(settings);
    return done ? std::nullopt : std::optional(failure(done.error(), Step::Preparing));
}

} // namespace clinidesk
