#include "core/postgres/ConnectOptions.h"

#include "core/tls/ThisMachine.h"

#include <libpq-fe.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// A folder is where its socket lies.
bool isNear(const QString &host)
{
    return host.startsWith(u'/') || isThisMachine(host);
}

} // namespace

bool isWeak(const ServerProfile &server)
{
    return !server.isSocket() && server.tls != ServerProfile::Tls::VerifyFull;
}

bool isExposed(const ServerProfile &server)
{
    const QStringList hosts = server.hostList();
    return !server.isSocket() && server.tls == ServerProfile::Tls::None
        && !std::all_of(hosts.begin(), hosts.end(), isNear);
}

QList<std::pair<QByteArray, QByteArray>> safetyOptions(const ServerProfile &server)
{
    QList<std::pair<QByteArray, QByteArray>> options{
        {"connect_timeout", "3"},
        {"application_name", "clinidesk"},
        {"gssencmode", "disable"},
    };
    if (server.isSocket()) {
        options.emplaceBack("sslmode", "disable");
        return options;
    }
    options.emplaceBack("sslmode", tlsWord(server.tls).toUtf8());
    if (server.tls != ServerProfile::Tls::None) {
        options.emplaceBack("ssl_min_protocol_version", "TLSv1.2");
        // Also what makes libpq refuse to send the password itself, or its MD5.
        options.emplaceBack("channel_binding", "require");
    }
    if (PQlibVersion() >= 160000)
        options.emplaceBack("require_auth", "scram-sha-256");
    if (server.tls == ServerProfile::Tls::VerifyFull && !server.caFile.isEmpty())
        options.emplaceBack("sslrootcert", server.caFile.toUtf8());
    options.emplaceBack("tcp_user_timeout", "5000");
    options.emplaceBack("keepalives", "1");
    options.emplaceBack("keepalives_idle", "5");
    options.emplaceBack("keepalives_interval", "2");
    options.emplaceBack("keepalives_count", "3");
    if (server.hosts.contains(u','))
        options.emplaceBack("target_session_attrs", "read-write");
    return options;
}

QString sessionSettings()
{
    return u"SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET standard_conforming_strings = on;"
           " SET statement_timeout = '5s'; SET lock_timeout = '2s';"
           " SET idle_in_transaction_session_timeout = '10s'; SET client_min_messages = 'warning'"_s;
}

} // namespace clinidesk
