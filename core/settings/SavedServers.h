#pragma once

#include "core/settings/ServerProfile.h"

#include <QList>
#include <QString>

#include <optional>

namespace clinidesk {

/// The servers this person signs in to, with the login used last at each; never a password. Kept in
/// an INI file. One thread; another window's changes are seen at the next call.
class SavedServers final
{
public:
    struct Server
    {
        ServerProfile profile;
        QString lastLogin;

        friend bool operator==(const Server &, const Server &) = default;
    };

    /// Empty: servers.ini in the person's configuration folder.
    explicit SavedServers(const QString &file = {});

    /// The one used last stands first.
    [[nodiscard]] QList<Server> all() const;

    /// Adds @p profile or replaces the one of its name. False when the file can't be written.
    bool save(const ServerProfile &profile);
    bool remove(const QString &name);

    /// @p login got in at the server @p name: next time both are offered first.
    bool remember(const QString &name, const QString &login);

private:
    bool write(const QList<Server> &servers);

    QString m_file;
};

} // namespace clinidesk
