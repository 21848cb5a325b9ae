#pragma once

#include "core/settings/ServerProfile.h"
#include "core/staff/Gate.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace clinidesk {

/// Whom to connect to, and as whom.
struct ConnectTarget
{
    ServerProfile server;
    Credentials credentials;
};

/// Less safe than verify-full, over a network.
[[nodiscard]] bool isWeak(const ServerProfile &server);

/// Unencrypted and to another machine than this: refused before anything is sent, since whoever
/// answers there could ask for the password as it is.
[[nodiscard]] bool isExposed(const ServerProfile &server);

/// libpq's keywords for @p server without host, port, database, user and password: TLS, time-outs.
[[nodiscard]] QList<std::pair<QByteArray, QByteArray>> safetyOptions(const ServerProfile &server);

/// What each session says first: UTC and ISO dates, as ServerValues.h reads them, time-outs, quiet
/// notices.
[[nodiscard]] QString sessionSettings();

} // namespace clinidesk
