#pragma once

#include "core/settings/IniFile.h"
#include "core/settings/ServerProfile.h"

#include <QList>
#include <QString>

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

    /// Adds @p profile or replaces the one of its name. Fails like saveWhole(), with everything as
    /// it was before.
    Result<Done> save(const ServerProfile &profile);
    Result<Done> remove(const QString &name);

    /// @p login got in at the server @p name: next time both are offered first. NotFound when it
    /// is no longer saved.
    Result<Done> remember(const QString &name, const QString &login);

private:
    Result<Done> write(const QList<Server> &servers);

    IniFile m_file;
};

} // namespace clinidesk
