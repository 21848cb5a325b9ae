#pragma once

#include "core/base/Result.h"

#include <QString>

namespace clinidesk {

/// The folder tree one set of private servers lives in.
struct StandalonePlace
{
    QString home; ///< Ours.
    QString sockets; ///< 0700; short enough for a socket's path whatever `home` is.

    [[nodiscard]] QString cluster() const { return home + QStringLiteral("/postgres"); }
    [[nodiscard]] QString redis() const { return home + QStringLiteral("/redis"); }
    [[nodiscard]] QString logs() const { return home + QStringLiteral("/log"); }
    [[nodiscard]] QString users() const { return home + QStringLiteral("/users"); }
    [[nodiscard]] QString lockFile() const { return home + QStringLiteral("/standalone.lock"); }
    [[nodiscard]] QString bootPasswordFile() const
    {
        return home + QStringLiteral("/boot.password");
    }

    friend bool operator==(const StandalonePlace &, const StandalonePlace &) = default;
};

/// The longest path of a socket that every system takes, in bytes.
inline constexpr int longestSocketPath = 107;

/// Where the servers named @p name live unless a folder is given: the person's data folder; as root
/// /var/lib/clinidesk.
[[nodiscard]] QString defaultStandaloneFolder(const QString &name);

/// The place for @p folder, computed and not yet made. As root a folder that the servers' account
/// can't walk to (inside /root, say) gives a place of its own in /var/lib/clinidesk.
[[nodiscard]] StandalonePlace standalonePlace(const QString &folder);

/// Makes the folders with their owners and permissions; fine when they exist.
[[nodiscard]] Result<Done> prepare(const StandalonePlace &place);

} // namespace clinidesk
