#pragma once

#include "core/base/Result.h"
#include "core/settings/ServerProfile.h"
#include "core/standalone/ServerPrograms.h"
#include "core/standalone/StandalonePlace.h"

#include <QMap>

#include <optional>

namespace clinidesk {

struct PostgresOptions
{
    enum class Durability {
        Durable, ///< As a clinic needs it.
        Forgetful, ///< Loses everything in a crash; only for tests that don't care.
    };

    /// Reached by the loopback address too: encrypted, by password only. Not for Windows, where the
    /// loopback address is taken without.
    struct Network
    {
        quint16 port = 5432;
        QString certificateFile;
        QString keyFile; ///< Only its owner, the servers' account, may read it.
    };

    Durability durability = Durability::Durable;
    QMap<QString, QString> settings; ///< PostgreSQL's own names; the last word.
    std::optional<Network> network{};
};

/// A PostgreSQL cluster of our own in a StandalonePlace. Reached by a socket that only the starting
/// person may open; on Windows by the loopback address and a random password kept in
/// `place.bootPasswordFile()`. Every call blocks; use from one thread at a time. Destroying the
/// object leaves the server as it is.
class PrivatePostgres final
{
public:
    /// In which way to end: waiting for running transactions to be cut and written out, or at once
    /// (the next start recovers).
    enum class Stop { Fast, Immediate };

    static inline const QString bootLogin = QStringLiteral("clinidesk_boot");

    PrivatePostgres(ServerPrograms programs, StandalonePlace place, PostgresOptions options = {});

    /// Makes the cluster and the database `clinidesk` where missing, adopts a running server that a
    /// crash left behind, and returns when it answers. @p place has to be prepared.
    [[nodiscard]] Result<Done> start();
    [[nodiscard]] Result<Done> stop(Stop how = Stop::Fast);

    [[nodiscard]] bool isRunning() const { return pid() != 0; }
    /// The postmaster's process; 0 when there is none.
    [[nodiscard]] qint64 pid() const;

    [[nodiscard]] ServerProfile profile() const;
    /// What clinidesk_boot needs besides being us: empty where the socket is enough.
    [[nodiscard]] QString bootPassword() const;

private:
    [[nodiscard]] Result<Done> create();
    [[nodiscard]] Result<Done> configure(const QString &cluster) const;
    [[nodiscard]] Result<Done> launch();
    [[nodiscard]] Result<Done> ensureDatabase();
    [[nodiscard]] Result<QString> sql(const QString &statement) const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QStringList postmasterLines() const;
    /// True when there was one to forget.
    [[nodiscard]] bool forgetDeadServer() const;

    ServerPrograms m_programs;
    StandalonePlace m_place;
    PostgresOptions m_options;
};

/// The version that made the cluster of @p place; 0 when there is none.
[[nodiscard]] int clusterMajor(const StandalonePlace &place);

} // namespace clinidesk
