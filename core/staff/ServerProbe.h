#pragma once

#include "core/base/Async.h"
#include "core/settings/ServerProfile.h"

namespace clinidesk {

/// Tries whether a server can be signed in to, before anybody's name and password are asked for.
class ServerProbe
{
public:
    virtual ~ServerProbe() = default;

    /// Done once the server answers over a connection as safe as @p server demands. Fails with
    /// Unavailable, Insecure or Busy; facts.layer names the failing one: "dns", "tcp" or "tls".
    /// Insecure says why in facts.tls: none and old (encryption); host, expired, not_yet, unknown
    /// and revoked (certificate); ca_file (unreadable); password (wanted in clear or as MD5);
    /// binding (the line does not end at the server); plain (no encryption to another machine).
    [[nodiscard]] virtual Async<Done> reach(const ServerProfile &server) = 0;

protected:
    ServerProbe() = default;
    Q_DISABLE_COPY_MOVE(ServerProbe)
};

} // namespace clinidesk
