#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <chrono>
#include <memory>
#include <optional>

struct pg_conn;

namespace clinidesk {

/// One value of a statement: its placeholder's name (the database function's parameter, without the
/// colon) and what stands there. A null QVariant is NULL.
struct Bound
{
    QString field;
    QVariant value;
};

/// One session of one thread, with its prepared statements. Only for the thread that made it.
class DatabaseConnection final
{
    Q_DISABLE_COPY_MOVE(DatabaseConnection)

public:
    explicit DatabaseConnection(ConnectTarget target);
    ~DatabaseConnection();

    /// Connects and sets the session up; blocks for at most 3 s a host. The Error names its layer.
    [[nodiscard]] std::optional<Error> open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Whether the server has not hung up meanwhile: one look at the socket, nothing is sent.
    [[nodiscard]] bool isAlive() const;

    /// Takes the next connection's name and password from @p target.
    void setTarget(const ConnectTarget &target) { m_target = target; }

    /// Runs @p sql, prepared on its first use. The query belongs to this connection and is good
    /// until the same statement is asked again. A text with U+0000 fails as Invalid, unsent.
    [[nodiscard]] Result<QSqlQuery *> ask(const QString &sql, const QList<Bound> &values = {});

    /// How long the server may work on one statement from here on.
    [[nodiscard]] std::optional<Error> setStatementTimeout(std::chrono::milliseconds timeout);

    /// Since forgetAttempt(): the connection broke; a statement was sent whose answer never came.
    [[nodiscard]] bool hasBroken() const { return m_hasBroken; }
    [[nodiscard]] bool isAnswerMissing() const { return m_isAnswerMissing; }
    void forgetAttempt();

    /// The socket of an open connection, else -1.
    [[nodiscard]] int socket() const;
    /// libpq's connection, null when closed. Not to be kept.
    [[nodiscard]] pg_conn *handle() const;

private:
    enum class Step { Preparing, Executing };

    [[nodiscard]] Result<QSqlQuery *> askOnce(const QString &sql, const QList<Bound> &values);
    [[nodiscard]] Result<QSqlQuery *> prepared(const QString &sql);
    [[nodiscard]] Error failure(const QSqlQuery &query, Step step);
    [[nodiscard]] std::optional<Error> setUp();
    [[nodiscard]] std::optional<Error> set(const QString &settings);
    /// @p error, and that the server had said goodbye before it.
    [[nodiscard]] Error afterFarewell(Error error) const;

    ConnectTarget m_target;
    QString m_name;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
    QString m_lastState; ///< SQLSTATE of the last failure.
    /// The SQLSTATE with which the server hung up; libpq hands it out while isAlive() looks.
    mutable QString m_farewell;
    std::chrono::milliseconds m_statementTimeout{0};
    bool m_isOpen = false;
    bool m_hasBroken = false;
    bool m_isAnswerMissing = false;
};

} // namespace clinidesk
