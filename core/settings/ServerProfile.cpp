#include "core/settings/ServerProfile.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

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
