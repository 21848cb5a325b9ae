#pragma once

#include "core/base/Result.h"
#include "core/postgres/Connecting.h"
#include "core/postgres/Patience.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>

struct pg_result;

namespace clinidesk {

/// The rows of one answer, as text.
class LibpqRows
{
public:
    explicit LibpqRows(pg_result *result);

    [[nodiscard]] int count() const;
    /// Empty for NULL.
    [[nodiscard]] QString text(int row, int column) const;
    /// The same in UTF-8, for as long as these rows live.
    [[nodiscard]] QByteArrayView bytes(int row, int column) const;
    /// Also where there is no such row or column.
    [[nodiscard]] bool isNull(int row, int column) const;
    /// PostgreSQL's number of a column's type.
    [[nodiscard]] unsigned typeOf(int column) const;

private:
    std::shared_ptr<pg_result> m_result;
};

/// A session straight on libpq. One thread; every call blocks until there is an answer, the line
/// breaks or the session's Patience is over. Then the session isBroken() and good for nothing more.
class LibpqConnection final
{
public:
    /// connectTo(). @p patience outlives the session.
    [[nodiscard]] static Result<LibpqConnection> open(const ConnectTarget &target,
                                                      std::chrono::milliseconds longest,
                                                      const Patience &patience
                                                      = Patience::endless());

    /// One or many statements; with @p values exactly one, with $1, $2, … A null value is NULL.
    [[nodiscard]] Result<LibpqRows> run(const QString &sql, const QList<QByteArray> &values = {});

    [[nodiscard]] Result<LibpqRows> prepare(const QByteArray &name, const QByteArray &sql);
    /// A statement that was prepared as @p name. A null value is NULL.
    [[nodiscard]] Result<LibpqRows> execute(const QByteArray &name,
                                            const QList<QByteArray> &values);

    /// The line is gone, or an answer that is still owed was given up.
    [[nodiscard]] bool isBroken() const;
    /// Of the last statement that failed: its SQLSTATE; empty when the server didn't say.
    [[nodiscard]] const QString &lastState() const { return m_lastState; }
    /// Whether any of the last statement may have reached the server.
    [[nodiscard]] bool wasSent() const { return m_wasSent; }

    /// -1 once the line is gone.
    [[nodiscard]] int socket() const;
    [[nodiscard]] pg_conn *handle() const { return m_connection.get(); }
    /// 150018 for 15.18.
    [[nodiscard]] int serverVersion() const;

private:
    LibpqConnection(PgHandle connection, const Patience &patience)
        : m_connection(std::move(connection))
        , m_patience(&patience)
    {
    }

    /// Has @p send send one command, and waits for all of its answer.
    template <typename Send> [[nodiscard]] Result<LibpqRows> ask(Send send);
    [[nodiscard]] Result<LibpqRows> answer();
    /// Waits until PQgetResult() has something to say; false when patience ends first.
    [[nodiscard]] bool awaitResult();
    [[nodiscard]] Error refusal(const pg_result *result);
    [[nodiscard]] Error lost();

    PgHandle m_connection;
    const Patience *m_patience;
    QString m_lastState;
    bool m_wasSent = false;
    bool m_isGivenUp = false;
};

} // namespace clinidesk
