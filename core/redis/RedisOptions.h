#pragma once

#include <QList>
#include <QString>

#include <chrono>

namespace clinidesk {

class Settings;

/// A host and port that a server of Redis may be found at.
struct RedisEndpoint
{
    QString host;
    quint16 port = 6379;

    friend bool operator==(const RedisEndpoint &, const RedisEndpoint &) = default;
};

/// How a Redis is reached and how long it may take.
struct RedisOptions
{
    enum class Tls { Off, VerifyFull };

    QString socketPath; ///< Comes before the endpoints.
    QList<RedisEndpoint> endpoints; ///< Tried in turn; one is enough.
    QString sentinelMaster; ///< Then `sentinels` say where it is, and the endpoints don't count.
    QList<RedisEndpoint> sentinels;
    QString user; ///< Empty: the default one.
    QString password;
    int database = 0;
    Tls tls = Tls::Off; ///< Of the sentinels too.
    QString caFile; ///< PEM; empty: the authorities the system trusts.

    std::chrono::milliseconds connectPatience{3000};
    std::chrono::milliseconds commandPatience{1000};
    std::chrono::milliseconds heartbeat{2000}; ///< 0: none.
    std::chrono::milliseconds heartbeatPatience{3000};

    /// False: no Redis is to be used at all.
    [[nodiscard]] bool isUsed() const;

    friend bool operator==(const RedisOptions &, const RedisOptions &) = default;
};

/// The redis.* settings. A host of this machine needs no TLS, another one does unless the setting
/// says "disable".
[[nodiscard]] RedisOptions redisOptions(const Settings &settings);

} // namespace clinidesk
