#pragma once

#include "core/base/Async.h"
#include "core/demo/DemoAccounts.h"
#include "core/postgres/ConnectOptions.h"
#include "core/settings/Settings.h"
#include "core/standalone/StandaloneServers.h"

#include <functional>

namespace clinidesk {

/// Private servers with everything in them that a window needs.
struct ReadyClinic
{
    ServerProfile server;
    ConnectTarget boot; ///< As the cluster's superuser.
    Credentials worker; ///< For the worker inside the window.
    QString redisSocket; ///< Empty: no Redis.
    bool isEmpty = false; ///< No clinic inside yet: the demo may be offered.
    QList<DemoAccount> accounts; ///< Who may sign in, when the demo clinic is inside; else empty.
};

/// The way from nothing to a clinic on this computer: starts the servers, migrates, makes the
/// programs' logins and loads the demo clinic when asked to. Calls block and may come from any
/// thread, one at a time; openAsync() works on a thread of its own and must end before this object
/// does.
class StandaloneClinic final
{
public:
    enum class Step { Starting, Migrating, LoadingDemo, Ready };
    enum class Content {
        AsItIs,
        Demo, ///< Loads the demo clinic if no clinic is inside.
    };
    /// Heard in the working thread; @p share is how much of LoadingDemo is done, 0 to 1.
    using Progress = std::function<void(Step step, double share)>;

    explicit StandaloneClinic(StandaloneOptions options);

    /// Uses the servers until close(): they stop with their last user.
    [[nodiscard]] Result<ReadyClinic> open(Content content, const Progress &progress = {});
    [[nodiscard]] Async<ReadyClinic> openAsync(Content content, const Progress &progress = {});
    /// Also done by the destructor.
    Result<Done> close() { return m_servers.leave(); }

    /// Starts the servers and lets them run until they are stopped by name.
    [[nodiscard]] Result<ReadyClinic> keep(Content content, const Progress &progress = {});

    [[nodiscard]] StandaloneServers &servers() { return m_servers; }

private:
    [[nodiscard]] Result<ReadyClinic> furnish(const StandaloneAccess &access, Content content,
                                              const Progress &progress);

    StandaloneServers m_servers;
};

/// What @p settings say about private servers; @p folder, when given, comes before theirs.
[[nodiscard]] StandaloneOptions standaloneOptions(const Settings &settings,
                                                  const QString &folder = {});

} // namespace clinidesk
