#include "tests/postgres/SqlSession.h"

#include <QJsonDocument>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

PGconn *connectTo(const ServerProfile &server, const QString &login, const QString &password)
{
    const QByteArray host = server.hosts.toUtf8();
    const QByteArray port = QByteArray::number(server.port);
    const QByteArray database = server.database.toUtf8();
    const QByteArray user = (login.isEmpty() ? u"clinidesk_boot"_s : login).toUtf8();
    const QByteArray secret = password.toUtf8();
    const char *const names[]
        = {"host", "port", "dbname", "user", "password", "client_encoding", "options", nullptr};
    const char *const values[] = {host.constData(),
                                  port.constData(),
                                  database.constData(),
                                  user.constData(),
                                  secret.constData(),
                                  "UTF8",
                                  "-c search_path=clinidesk,public",
                                  nullptr};
    return PQconnectdbParams(names, values, 0);
}

} // namespace

SqlSession::SqlSession(const ServerProfile &server, const QString &login, const QString &password)
    : m_connection(connectTo(server, login, password), PQfinish)
{
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
}

SqlSession::~SqlSession() = default;

bool SqlSession::isOpen() const
{
    return PQstatus(m_connection.get()) == CONNECTION_OK;
}

QString SqlSession::problem() const
{
    return QString::fromUtf8(PQerrorMessage(m_connection.get()));
}

SqlSession::Answer SqlSession::call(const QString &statement, const QStringList &arguments)
{
    QList<QByteArray> bytes;
    QList<const char *> values;
    for (const QString &argument : arguments)
        bytes << (argument.isNull() ? QByteArray() : argument.toUtf8() + '\0');
    for (const QByteArray &argument : std::as_const(bytes))
        values << (argument.isNull() ? nullptr : argument.constData());

    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexecParams(m_connection.get(), statement.toUtf8().constData(),
                     static_cast<int>(values.size()), nullptr, values.constData(), nullptr, nullptr,
                     0),
        PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        const char *state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        const char *detail = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_DETAIL);
        return {.state = state ? QString::fromLatin1(state) : u"08006"_s,
                .message = QString::fromUtf8(PQresultErrorMessage(result.get())),
                .detail = QJsonDocument::fromJson(QByteArray(detail ? detail : "")).object(),
                .rows = {}};
    }
    Answer answer{.state = u"00000"_s, .message = {}, .detail = {}, .rows = {}};
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        QStringList line;
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            line << (PQgetisnull(result.get(), row, column)
                         ? QString()
                         : QString::fromUtf8(PQgetvalue(result.get(), row, column)));
        }
        answer.rows << line;
    }
    return answer;
}

QString SqlSession::verifierFor(const QString &login, const QString &password) const
{
    const std::unique_ptr<char, decltype(&PQfreemem)> verifier(
        PQencryptPasswordConn(m_connection.get(), password.toUtf8().constData(),
                              login.toUtf8().constData(), "scram-sha-256"),
        PQfreemem);
    return QString::fromLatin1(verifier.get());
}

} // namespace clinidesk
