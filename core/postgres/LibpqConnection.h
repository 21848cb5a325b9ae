#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

struct pg_conn;
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

private:
    std::shared_ptr<pg_result> m_result;
};

/// A session straight on libpq, for what Qt Sql can't do: connecting with a deadline and telling
/// the layers of a failure apart, and running whole SQL files. One thread; every call blocks.
class LibpqConnection final
{
public:
    /// Gives up after @p patience. The Error's facts name the layer that failed: "dns", "tcp",
    /// "tls", "sign-in" or "schema" (the database does not exist). Insecure says what is unsafe.
    [[nodiscard]] static Result<LibpqConnection> open(const ConnectTarget &target,
                                                      std::chrono::milliseconds patience);

    /// What is said of a server that isExposed().
    [[nodiscard]] static Error exposed();

    /// One or many statements; with @p values exactly one, with $1, $2, …
    [[nodiscard]] Result<LibpqRows> run(const QString &sql, const QList<QByteArray> &values = {});

    [[nodiscard]] pg_conn *handle() const { return m_connection.get(); }
    /// 150018 for 15.18.
    [[nodiscard]] int serverVersion() const;

private:
    struct Closer
    {
        void operator()(pg_conn *connection) const;
    };
    using Handle = std::unique_ptr<pg_conn, Closer>;

    explicit LibpqConnection(Handle connection)
        : m_connection(std::move(connection))
    {
    }

    Handle m_connection;
};

} // namespace clinidesk
