#pragma once

#include "core/base/Async.h"
#include "core/settings/ServerProfile.h"
#include "core/staff/Session.h"

namespace clinidesk {

struct Credentials
{
    QString login;
    QString password; ///< Kept only while a session or a reconnect may need it.
};

/// The way in and out. One person at a time. Calls from the GUI thread.
class Gate
{
public:
    virtual ~Gate() = default;

    /// Fails with WrongPassword, PasswordExpired (the connection stays, for changePassword()),
    /// Unavailable, Insecure, SchemaTooOld, SchemaTooNew, Denied (no active member of staff), Busy.
    /// facts.layer names the failing one: "dns", "tcp", "tls", "sign-in" or "schema".
    [[nodiscard]] virtual Async<Session> signIn(const ServerProfile &server,
                                                const Credentials &credentials)
        = 0;
    /// Asks anew who is signed in, once a lost connection is back: rights, password, account and
    /// schema may have changed meanwhile. Fails as signIn() does, and ends nothing.
    [[nodiscard]] virtual Async<Session> confirm() = 0;
    /// Ends every connection; requests in flight end as Cancelled.
    virtual void signOut() = 0;
    /// The verifier is made here; the server never sees the password.
    [[nodiscard]] virtual Async<Done> changePassword(const QString &newPassword) = 0;

protected:
    Gate() = default;
    Q_DISABLE_COPY_MOVE(Gate)
};

} // namespace clinidesk
