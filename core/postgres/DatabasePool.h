#pragma once

#include "core/postgres/PoolCore.h"
#include "core/postgres/PoolJob.h"

#include <QObject>

#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace clinidesk {

/// The connections of the person who is signed in. run() may be called from any thread; everything
/// else from the pool's own, which is also the Connection's.
class DatabasePool final : public QObject
{
    Q_OBJECT

public:
    using Kind = JobKind;

    /// @p state and @p clock outlive the pool; @p state is told how the connection is doing, @p
    /// clock follows the server's.
    DatabasePool(Connection &state, SystemClock &clock, QObject *parent = nullptr,
                 PoolLimits limits = {});
    /// Waits for changes that are on their way.
    ~DatabasePool() override;

    /// From here on run() talks to @p server as @p credentials say. Connects with the first
    /// request, whose Error tells why it can't. Ends an earlier session.
    void open(const ServerProfile &server, const Credentials &credentials);
    /// Returns at once. Reads and waiting requests end as Cancelled; a change on its way may
    /// finish.
    void close();

    /// Queues @p work, a callable that takes a DatabaseConnection & and returns a Result<T>: one
    /// use case, in one of the pool's threads. Without a session it ends as Cancelled.
    template <typename Work, typename Answer = std::invoke_result_t<Work &, DatabaseConnection &>>
    [[nodiscard]] QFuture<Answer> run(Kind kind, Work work)
    {
        using T = std::remove_cvref_t<decltype(std::declval<Answer>().value())>;
        auto job = std::make_unique<FutureJob<T, Work>>(kind, std::move(work));
        auto future = job->future();
        submit(std::move(job));
        return future;
    }

    /// While the connection is lost: starts the next attempt at once.
    void tryNow();
    /// Connections opened from here on use @p password.
    void setPassword(const QString &password);
    /// Whom the last open() named; nothing before. Any thread.
    [[nodiscard]] std::optional<ConnectTarget> target() const;
    [[nodiscard]] int connectionCount() const;
    /// Runs by the server's time. Any thread.
    [[nodiscard]] const Clock &clock() const { return m_clock; }

private:
    void submit(std::unique_ptr<PoolJob> job);

    Connection &m_state;
    SystemClock &m_clock;
    const PoolLimits m_limits;
    mutable QMutex m_mutex; ///< Guards m_core against run() in other threads.
    std::unique_ptr<PoolCore> m_core;
    std::optional<ConnectTarget> m_target;
    std::vector<std::unique_ptr<PoolCore>> m_ending; ///< Closed, with a change still on its way.
};

} // namespace clinidesk
