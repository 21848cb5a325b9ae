#include "core/settings/SavedServers.h"

#include <QMap>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// The values of one server, by their last word.
using Words = QMap<QString, QString>;

int boundedNumber(const Words &words, const QString &word, int usual, int most)
{
    return words.contains(word) ? std::clamp(words.value(word).toInt(), 1, most) : usual;
}

/// However somebody has put spaces between the names.
QString hosts(const QString &typed)
{
    QStringList names = typed.split(u',');
    for (QString &name : names)
        name = name.trimmed();
    return names.join(u',');
}

ServerProfile profileFrom(const Words &words)
{
    ServerProfile profile;
    profile.name = words.value(u"name"_s);
    profile.hosts = hosts(words.value(u"hosts"_s, profile.hosts));
    profile.port = quint16(boundedNumber(words, u"port"_s, profile.port, 65535));
    profile.database = words.value(u"database"_s, profile.database);
    profile.tls = tlsFromWord(words.value(u"tls"_s)).value_or(ServerProfile::Tls::VerifyFull);
    profile.caFile = words.value(u"ca_file"_s);
    profile.maxConnections = boundedNumber(words, u"max_connections"_s, profile.maxConnections, 50);
    return profile;
}

Words wordsOf(const SavedServers::Server &server)
{
    const ServerProfile &profile = server.profile;
    return {{u"name"_s, profile.name},
            {u"hosts"_s, profile.hosts},
            {u"port"_s, QString::number(profile.port)},
            {u"database"_s, profile.database},
            {u"tls"_s, tlsWord(profile.tls)},
            {u"ca_file"_s, profile.caFile},
            {u"max_connections"_s, QString::number(profile.maxConnections)},
            {u"last_login"_s, server.lastLogin}};
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
    QMap<int, Words> numbered;
    for (auto [key, value] : m_file.read().asKeyValueRange()) {
        if (key.section(u'/', 0, 0) == u"servers"_s)
            numbered[key.section(u'/', 1, 1).toInt()].insert(key.section(u'/', 2), value);
    }
    QList<Server> servers;
    for (const Words &words : std::as_const(numbered)) {
        const Server server{.profile = profileFrom(words),
                            .lastLogin = words.value(u"last_login"_s)};
        if (!server.profile.name.isEmpty())
            servers << server;
    }
    return servers;
}

Result<Done> SavedServers::save(const ServerProfile &profile)
{
    auto servers = all();
    const auto known = std::find_if(servers.begin(), servers.end(), named(profile.name));
    if (known == servers.end())
        servers << Server{.profile = profile, .lastLogin = {}};
    else
        known->profile = profile;
    return write(servers);
}

Result<Done> SavedServers::remove(const QString &name)
{
    auto servers = all();
    servers.removeIf(named(name));
    return write(servers);
}

Result<Done> SavedServers::remember(const QString &name, const QString &login)
{
    auto servers = all();
    const auto known = std::find_if(servers.begin(), servers.end(), named(name));
    if (known == servers.end())
        return Error{Error::Code::NotFound, u"server: not saved"_s, {}};
    known->lastLogin = login;
    std::rotate(servers.begin(), known, known + 1);
    return write(servers);
}

Result<Done> SavedServers::write(const QList<Server> &servers)
{
    IniValues values{{u"servers/size"_s, QString::number(servers.size())}};
    for (int index = 0; index < servers.size(); ++index) {
        for (auto [word, value] : wordsOf(servers[index]).asKeyValueRange())
            values.insert(u"servers/%1/%2"_s.arg(index + 1).arg(word), value);
    }
    return m_file.write(values);
}

} // namespace clinidesk
