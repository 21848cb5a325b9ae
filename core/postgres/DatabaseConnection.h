#pragma once

#include "core/base/Result.h"
#include "core/postgres/AnswerRows.h"
#include "core/postgres/ConnectOptions.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/Patience.h"

#include <QHash>
#include <QList>
#include <QVariant>

#include <chrono>
#include <memory>
#include <optional>

namespace clinidesk {

/// One value of a statement: its placeholder's name (the database function's parameter, without the
/// colon) and what stands there. A null QVariant is NULL, and so is a null text.
struct Bound
{
    QString field;
    QVariant value;
};

/// What a statement came to. The rows are the caller's own.
using Answered = Result<std::unique_ptr<AnswerRows>>;

/// One session of one thread, with its prepared statements. Only for the thread that made it. Every
/// wait, from the first packet of connecting on, ends with its Patience.
class DatabaseConnection final
{
    Q_DISABLE_COPY_MOVE(DatabaseConnection)

public:
    /// @p patience outlives the connection.
    explicit DatabaseConnection(ConnectTarget target,
                                const Patience &patience = Patience::endless());
    ~DatabaseConnection();

    /// Connects and sets the session up; blocks for at most 3 s an address. The Error names its
    /// layer.
    [[nodiscard]] std::optional<Error> open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_link.has_value(); }
    /// Whether the server has not hung up meanwhile: one look at the socket, nothing is sent.
    [[nodiscard]] bool isAlive() const;

    /// Takes the next connection's name and password from @p target.
    void setTarget(const ConnectTarget &target) { m_target = target; }

    /// Runs @p sql, whose values stand as `:field`, prepared on its first use. A text with U+0000
    /// fails as Invalid, unsent.
    [[nodiscard]] Answered ask(const QString &sql, const QList<Bound> &values = {});

    /// How long the server may work on one statement from here on.
    [[nodiscard]] std::optional<Error> setStatementTimeout(std::chrono::milliseconds timeout);

    /// Since forgetAttempt(): the connection broke; a statement was sent whose answer never came.
    [[nodiscard]] bool hasBroken() const { return m_hasBroken; }
    [[nodiscard]] bool isAnswerMissing() const { return m_isAnswerMissing; }
    void forgetAttempt();

    /// libpq's connection, null when closed. Not to be kept.
    [[nodiscard]] pg_conn *handle() const { return m_link ? m_link->handle() : nullptr; }

private:
    enum class Step { Preparing, Executing };

    struct Prepared
    {
        QByteArray name;
        QStringList fields;
    };

    [[nodiscard]] Answered askOnce(const QString &sql, const QList<Bound> &values);
    [[nodiscard]] Result<Prepared> prepared(const QString &sql);
    /// Takes note of @p error, with which @p step ended.
    [[nodiscard]] Error failure(const Error &error, Step step);
    [[nodiscard]] std::optional<Error> setUp();
    [[nodiscard]] std::optional<Error> set(const QString &settings);
    /// @p error, and that the server had said goodbye before it.
    [[nodiscard]] Error afterFarewell(Error error) const;

    ConnectTarget m_target;
    const Patience &m_patience;
    std::optional<LibpqConnection> m_link;
    QHash<QString, Prepared> m_statements;
    int m_lastStatement = 0; ///< The number in the latest one's name.
    /// The SQLSTATE with which the server hung up; libpq hands it out while isAlive() looks.
    QString m_farewell;
    std::chrono::milliseconds m_statementTimeout{0};
    bool m_hasBroken = false;
    bool m_isAnswerMissing = false;
};

} // namespace clinidesk
