#include "core/settings/ServerProfile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

QStringList ServerProfile::hostList() const
{
    QStringList each = hosts.split(u',');
    for (QString &host : each)
        host = host.trimmed();
    return each;
}

bool ServerProfile::isSocket() const
{
    const QStringList each = hostList();
    return std::all_of(each.begin(), each.end(),
                       [](const QString &host) { return host.startsWith(u'/'); });
}

std::optional<ServerProfile::Tls> tlsFromWord(const QString &word)
{
    if (word == u"verify-full"_s)
        return ServerProfile::Tls::VerifyFull;
    if (word == u"require"_s)
        return ServerProfile::Tls::Weaker;
    if (word == u"disable"_s)
        return ServerProfile::Tls::None;
    return std::nullopt;
}

QString tlsWord(ServerProfile::Tls tls)
{
    switch (tls) {
    case ServerProfile::Tls::VerifyFull:
        return u"verify-full"_s;
    case ServerProfile::Tls::Weaker:
        return u"require"_s;
    case ServerProfile::Tls::None:
        return u"disable"_s;
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
