#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"
#include "core/redis/RedisOptions.h"

#include <QJsonObject>

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace clinidesk {

class StandaloneServers;

/// What every command of clinideskctl shares: how to reach the server, and how to tell the result.
class CtlContext final
{
public:
    enum ExitCode {
        Succeeded = 0,
        Failed = 1, ///< The command ran and did not work.
        Misused = 2, ///< A missing or bad argument.
        Unreachable = 3, ///< A server can't be reached, or is too busy.
        Refused = 4, ///< Wrong name or password, or not allowed.
    };

    CtlContext();
    ~CtlContext();
    Q_DISABLE_COPY_MOVE(CtlContext)

    /// --json, --standalone DIR, --host and its like.
    void addOptions(CLI::App &app);

    [[nodiscard]] bool isJson() const { return m_isJson; }
    /// The folder of --standalone; empty without it.
    [[nodiscard]] QString standaloneFolder() const;

    /// The server and login that options, environment and .env name: with --standalone the running
    /// private server as its superuser. Asks for a missing password when a person sits there.
    [[nodiscard]] Result<ConnectTarget> target();

    /// The Redis that options, environment and .env name: with --standalone the private one. Fails
    /// with Invalid for a setting that can't be, rather than passing it over: another Redis would
    /// be changed instead. Unavailable when none is named.
    [[nodiscard]] Result<RedisOptions> redis() const;

    /// A line of progress, to standard error; nothing with --json.
    void mention(const QString &line) const;

    /// The end of a command that worked: @p sentence for people, or with --json `{"ok": true,
    /// …facts}` on one line.
    void succeed(const QString &sentence, const QJsonObject &facts = {});
    /// The end of one that didn't. @p advice is said instead of the general sentence for the code.
    void fail(const Error &error, const QString &advice = {});
    /// For commands that look and report: prints as succeed() does, and ends with @p code.
    void report(const QString &text, const QJsonObject &facts, ExitCode code);

    [[nodiscard]] int exitCode() const { return m_exitCode; }

private:
    [[nodiscard]] Result<ConnectTarget> standaloneTarget();
    [[nodiscard]] Result<ConnectTarget> configuredTarget() const;
    [[nodiscard]] Result<RedisOptions> standaloneRedis() const;

    bool m_isJson = false;
    std::string m_standalone;
    std::string m_host;
    std::string m_port;
    std::string m_database;
    std::string m_user;
    std::string m_tls;
    std::string m_caFile;
    std::string m_redisHost;
    std::string m_redisPort;
    std::unique_ptr<StandaloneServers> m_servers;
    int m_exitCode = Succeeded;
};

} // namespace clinidesk
