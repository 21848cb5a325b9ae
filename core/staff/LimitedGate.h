#pragma once

#include "core/limits/LimitWatch.h"
#include "core/staff/Gate.h"

#include <QObject>

namespace clinidesk {

/// The way in, for as many wrong tries as the limits of the name and of the desk allow: a refused
/// one never shows the password to any server. Whatever wasn't a wrong name or password, signing in
/// too, uses up no try. GUI thread.
class LimitedGate final : public QObject, public Gate
{
    Q_OBJECT

public:
    struct Limits
    {
        Limiter &limiter;
        LimitWatch &watch;
        LimitPolicy policy; ///< Of each.
        LimitKey desk; ///< Of this computer.
    };

    /// All outlive it.
    LimitedGate(Gate &source, const Limits &limits);

    /// Fails with Limit, too: facts as of a database's, kind tells of what. A WrongPassword tells
    /// by facts limit, remaining and window_s how many tries are left.
    [[nodiscard]] Async<Session> signIn(const ServerProfile &server,
                                        const Credentials &credentials) override;
    [[nodiscard]] Async<Session> confirm() override;
    void signOut() override;
    [[nodiscard]] Async<Done> changePassword(const QString &newPassword) override;

signals:
    /// Signed in, or looked up again: the rights may be others.
    void entered(const clinidesk::Session &session);
    void left();

private:
    [[nodiscard]] Async<Session> tryOnce(const ServerProfile &server,
                                         const Credentials &credentials, RequestId request,
                                         const LimitStanding &standing);

    Gate &m_source;
    const Limits m_limits;
};

} // namespace clinidesk
