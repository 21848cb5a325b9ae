#pragma once

#include "core/standalone/PrivatePostgres.h"

#include <QTemporaryDir>

namespace clinidesk {

/// A clinic's certificate authority and what its servers show, good and bad, made anew by every
/// test in a folder that goes with it. The good ones are for 127.0.0.1 and localhost.
class TlsCertificates final
{
public:
    enum class Kind {
        Good,
        GoodToo, ///< As good, with a key of its own: what a man in the middle would love to have.
        WrongHost,
        Expired,
        NotYetValid,
        SelfSigned,
        UnknownCa,
    };

    TlsCertificates();
    Q_DISABLE_COPY_MOVE(TlsCertificates)

    /// False when one could not be made or written.
    [[nodiscard]] bool areMade() const { return m_areMade; }

    /// PEM files. The keys belong to the servers' account, and nobody else may read them.
    [[nodiscard]] QString caFile() const { return path(QStringLiteral("ca.crt")); }
    [[nodiscard]] QString certificateFile(Kind kind) const;
    [[nodiscard]] QString keyFile(Kind kind) const;
    /// For more files of the test's own.
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// A server of these certificates on a loopback port of its own.
    [[nodiscard]] PostgresOptions::Network network(Kind kind = Kind::Good) const;
    /// How a desk reaches @p server at @p port of the loopback address: verify-full.
    [[nodiscard]] ServerProfile reaching(const ServerProfile &server, quint16 port) const;

private:
    [[nodiscard]] bool makeAll();

    QTemporaryDir m_folder;
    bool m_areMade = false;
};

} // namespace clinidesk
