#include "core/settings/SavedServers.h"

#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString list = u"servers"_s;

ServerProfile profileFrom(const QSettings &ini)
{
    ServerProfile profile;
    profile.name = ini.value(u"name"_s).toString();
    profile.hosts = ini.value(u"hosts"_s, profile.hosts).toStringList().join(u',');
    profile.port = quint16(std::clamp(ini.value(u"port"_s, profile.port).toInt(), 1, 65535));
    profile.database = ini.value(u"database"_s, profile.database).toString();
    profile.tls
        = tlsFromWord(ini.value(u"tls"_s).toString()).value_or(ServerProfile::Tls::VerifyFull);
    profile.caFile = ini.value(u"ca_file"_s).toString();
    profile.maxConnections
        = std::clamp(ini.value(u"max_connections"_s, profile.maxConnections).toInt(), 1, 50);
    return profile;
}

void putProfile(QSettings &ini, const ServerProfile &profile)
{
    ini.setValue(u"name"_s, profile.name);
    ini.setValue(u"hosts"_s, profile.hosts);
    ini.setValue(u"port"_s, profile.port);
    ini.setValue(u"database"_s, profile.database);
    ini.setValue(u"tls"_s, tlsWord(profile.tls));
    ini.setValue(u"ca_file"_s, profile.caFile);
    ini.setValue(u"max_connections"_s, profile.maxConnections);
}

auto named(const QString &name)
{
    return [name](const SavedServers::Server &server) { return server.profile.name == name; };
}

} // namespace

SavedServers::SavedServers(const QString &file)
    : m_file(file.isEmpty()
                 ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                     % u"/clinidesk/servers.ini"_s
                 : file)
{
}

QList<SavedServers::Server> SavedServers::all() const
{
    QSettings ini(m_file, QSettings::IniFormat);
    QList<Server> servers;
    const int count = ini.beginReadArray(list);
    for (int index = 0; index < count; ++index) {
        ini.setArrayIndex(index);
        Server server{.profile = profileFrom(ini),
                      .lastLogin = ini.value(u"last_login"_s).toString()};
        if (!server.profile.name.isEmpty())
            servers << server;
    }
    return servers;
}

bool SavedServers::save(const ServerProfile &profile)
{
    auto servers = all();
    const auto known = std::find_if(servers.begin(), servers.end(), named(profile.name));
    if (known == servers.end())
        servers << Server{.profile = profile, .lastLogin = {}};
    else
        known->profile = profile;
    return write(servers);
}

bool SavedServers::remove(const QString &name)
{
    auto servers = all();
    servers.removeIf(named(name));
    return write(servers);
}

bool SavedServers::remember(const QString &name, const QString &login)
{
    auto servers = all();
    const auto known = std::find_if(servers.begin(), servers.end(), named(name));
    if (known == servers.end())
        return false;
    known->lastLogin = login;
    std::rotate(servers.begin(), known, known + 1);
    return write(servers);
}

bool SavedServers::write(const QList<Server> &servers)
{
    QSettings ini(m_file, QSettings::IniFormat);
    ini.remove(list);
    ini.beginWriteArray(list, int(servers.size()));
    for (int index = 0; index < servers.size(); ++index) {
        ini.setArrayIndex(index);
        putProfile(ini, servers[index].profile);
        ini.setValue(u"last_login"_s, servers[index].lastLogin);
    }
    ini.endArray();
    ini.sync();
    return ini.status() == QSettings::NoError;
}

} // namespace clinidesk
