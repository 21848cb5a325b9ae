#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace clinidesk {

/// Where a clinic's PostgreSQL is and how to reach it. Never holds a password.
struct ServerProfile
{
    enum class Tls {
        VerifyFull, ///< Encrypted, certificate and host name checked against the CA file.
        Weaker, ///< Encrypted without a check ("require"); the status bar says so.
        None, ///< Only for sockets on this machine and for tests.
    };

    QString name; ///< What the person chooses from.
    QString hosts = QStringLiteral("localhost"); ///< Comma-separated; or the folder of a socket.
    quint16 port = 5432;
    QString database = QStringLiteral("clinidesk");
    Tls tls = Tls::VerifyFull;
    QString caFile;
    int maxConnections = 6; ///< 1 to 50.

    [[nodiscard]] QStringList hostList() const; ///< Each of hosts, trimmed.
    /// Whether every one of the hosts is a folder on this machine: one that isn't is reached over
    /// the network, with all the care that takes.
    [[nodiscard]] bool isSocket() const;

    friend bool operator==(const ServerProfile &, const ServerProfile &) = default;
};

/// libpq's sslmode for @p tls, and back.
[[nodiscard]] QString tlsWord(ServerProfile::Tls tls);
[[nodiscard]] std::optional<ServerProfile::Tls> tlsFromWord(const QString &word);

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::ServerProfile)
