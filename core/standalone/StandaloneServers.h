#pragma once

#include "core/base/Async.h"
#include "core/standalone/PrivatePostgres.h"
#include "core/standalone/PrivateRedis.h"
#include "core/standalone/UserCount.h"

#include <QMutex>

#include <optional>

namespace clinidesk {

struct StandaloneOptions
{
    QString folder; ///< Empty: the person's own; see defaultStandaloneFolder().
    QStringList programHints; ///< Folders to look for PostgreSQL's programs in first.
    PostgresOptions postgres;
};

/// How to reach running private servers.
struct StandaloneAccess
{
    ServerProfile postgres;
    QString bootLogin; ///< A superuser's.
    QString bootPassword; ///< Empty where the socket is enough.
    QString redisSocket; ///< Empty: no Redis.

    friend bool operator==(const StandaloneAccess &, const StandaloneAccess &) = default;
};

struct StandaloneStatus
{
    QString home;
    bool isCreated = false;
    bool postgresRuns = false;
    bool redisRuns = false;
    bool isKept = false; ///< Runs without a window until it is stopped.
    int users = 0; ///< Open windows, not counting this program.
};

/// The private PostgreSQL and Redis of one folder, shared by all windows that use it: the first one
/// in starts them, the last one out stops them, and a crash in between only leaves servers to
/// adopt.
///
/// Calls block and may come from any thread, one at a time; between processes a lock file keeps
/// order. The Async variants do the same on a thread of their own.
class StandaloneServers final
{
public:
    enum class Windows { Respect, Ignore };

    explicit StandaloneServers(StandaloneOptions options);
    /// Leaves, if it has joined.
    ~StandaloneServers();
    Q_DISABLE_COPY_MOVE(StandaloneServers)

    /// Makes or starts what is missing and counts this program as a user until leave().
    [[nodiscard]] Result<StandaloneAccess> join();
    [[nodiscard]] Async<StandaloneAccess> joinAsync();

    /// Stops the servers unless others use them or they are kept. Nothing without join().
    Result<Done> leave();

    /// Starts the servers and lets them run when this program ends, until stop().
    [[nodiscard]] Result<StandaloneAccess> keep();

    /// Stops the servers, kept or not. Busy with `facts.windows` while windows are open, unless
    /// told to ignore them.
    [[nodiscard]] Result<Done> stop(Windows windows = Windows::Respect);

    [[nodiscard]] StandaloneStatus status();

    /// The folder everything is in.
    [[nodiscard]] QString home() const { return m_place.home; }

    /// How to reach them when they run; empty otherwise.
    [[nodiscard]] std::optional<StandaloneAccess> access();

private:
    struct Servers
    {
        PrivatePostgres postgres;
        PrivateRedis redis;
    };

    [[nodiscard]] Result<Servers> servers() const;
    [[nodiscard]] Result<StandaloneAccess> startAll();
    [[nodiscard]] Result<Done> stopAll();
    [[nodiscard]] QString keptFile() const { return m_place.home + QStringLiteral("/kept"); }
    [[nodiscard]] StandaloneAccess accessTo(const Servers &servers) const;

    StandaloneOptions m_options;
    StandalonePlace m_place;
    UserCount m_users;
    QMutex m_mutex;
};

} // namespace clinidesk
