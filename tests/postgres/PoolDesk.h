#pragma once

#include "core/postgres/DatabasePool.h"
#include "core/postgres/Migrations.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

#include <chrono>

namespace clinidesk {

/// The answer of @p request once it is there; Cancelled with the text "no answer" after @p
/// patience.
template <typename T>
[[nodiscard]] Result<T> settled(const Async<T> &request,
                                std::chrono::milliseconds patience = std::chrono::seconds(10))
{
    (void)QTest::qWaitFor([&] { return request.isFinished(); }, static_cast<int>(patience.count()));
    if (request.isFinished() && request.resultCount() > 0)
        return request.result();
    return Error{Error::Code::Cancelled, QStringLiteral("no answer"), {}};
}

/// The code of a failure; for QCOMPARE.
template <typename T> [[nodiscard]] std::optional<Error::Code> failureOf(const Result<T> &answer)
{
    return answer ? std::nullopt : std::optional(answer.error().code);
}

/// One desk: a pool and the connection state it reports.
struct PoolDesk
{
    explicit PoolDesk(PoolLimits limits = {})
        : pool(connection, clock, nullptr, limits)
    {
    }

    void open(const PrivateServer &server, const QString &login = logins::receptionist)
    {
        pool.open(server.profile(), {login, logins::password});
    }

    /// The first value of @p sql, as a text.
    [[nodiscard]] Async<QString> ask(const QString &sql, JobKind kind = JobKind::Read)
    {
        return pool.run(kind, [sql](DatabaseConnection &session) -> Result<QString> {
            const auto answer = session.ask(sql);
            if (!answer)
                return answer.error();
            return (*answer)->next() ? (*answer)->value(0).toString() : QString();
        });
    }

    [[nodiscard]] ConnectionState::Kind state() const { return connection.state().kind; }

    Connection connection;
    SystemClock clock;
    DatabasePool pool;
};

/// Writes down in the current database of @p server that this program's schema is in it.
inline void noteSchemaVersion(PrivateServer &server, int version = Migrations::newest())
{
    server.run(QStringLiteral("DELETE FROM clinidesk.migration;"
                              "INSERT INTO clinidesk.migration (number, name, checksum)"
                              " VALUES (%1, 'all', '')")
                   .arg(version));
}

} // namespace clinidesk
