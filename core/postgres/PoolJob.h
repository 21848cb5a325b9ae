#pragma once

#include "core/base/Async.h"
#include "core/postgres/DatabaseConnection.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace clinidesk {

/// What may be done with a request whose connection breaks, and how long it may take.
enum class JobKind {
    Read, ///< May be asked twice: repeated once when its connection broke.
    Change, ///< Never repeated here; sent and unanswered, it ends as Unknown.
    Report, ///< A read that may take a minute.
    Heartbeat, ///< The pool's own.
};

/// The pool's times and sizes. Tests make them shorter.
struct PoolLimits
{
    int standing = 2; ///< Connections kept while nobody asks anything.
    std::chrono::milliseconds idle{30'000}; ///< The others close after this.
    std::chrono::milliseconds statement{5'000};
    std::chrono::milliseconds report{60'000};
    std::chrono::milliseconds grace{1'000}; ///< Added to these on our side of the line.
    std::chrono::milliseconds heartbeat{2'000};
    std::chrono::milliseconds heartbeatPatience{3'000};
    std::chrono::milliseconds slow{2'000};
};

/// One request waiting for a connection. It is settled or failed exactly once.
class PoolJob
{
public:
    virtual ~PoolJob() = default;

    /// Works on @p connection and keeps the answer; returns its Error, if it is one.
    virtual std::optional<Error> attempt(DatabaseConnection &connection) = 0;
    /// Hands out the answer of the last attempt.
    virtual void settle() = 0;
    /// Hands out @p error instead.
    virtual void fail(const Error &error) = 0;

    [[nodiscard]] JobKind kind() const { return m_kind; }

protected:
    explicit PoolJob(JobKind kind)
        : m_kind(kind)
    {
    }
    Q_DISABLE_COPY_MOVE(PoolJob)

private:
    JobKind m_kind;
};

/// A request whose answer goes to a future. @p Work takes a DatabaseConnection & and returns a
/// Result<T>.
template <typename T, typename Work> class FutureJob final : public PoolJob
{
public:
    FutureJob(JobKind kind, Work work)
        : PoolJob(kind)
        , m_work(std::move(work))
    {
        m_promise.start();
    }

    [[nodiscard]] Async<T> future() const { return m_promise.future(); }

    std::optional<Error> attempt(DatabaseConnection &connection) override
    {
        m_answer = m_work(connection);
        return *m_answer ? std::nullopt : std::optional(m_answer->error());
    }

    void settle() override { finish(std::move(*m_answer)); }
    void fail(const Error &error) override { finish(Result<T>(error)); }

private:
    void finish(Result<T> answer)
    {
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

    Work m_work;
    std::optional<Result<T>> m_answer;
    QPromise<Result<T>> m_promise;
};

} // namespace clinidesk
