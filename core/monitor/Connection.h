#pragma once

#include "core/base/Error.h"

#include <QDateTime>
#include <QObject>

#include <chrono>

namespace clinidesk {

/// How the one supervised connection is doing, for the whole window.
struct ConnectionState
{
    enum class Kind {
        SignedOut,
        Connected,
        Slow, ///< A request has waited longer than 2 s.
        Lost,
    };

    /// Why it is lost, or why a connection that stands is good for reading at most.
    enum class Cause {
        None,
        Unreachable, ///< Nobody answers there.
        Stopping, ///< The server said goodbye: shut down, or being restarted.
        Starting, ///< Somebody answers, but takes nobody in yet.
        Full, ///< It has no connection left for this desk.
        PasswordRefused, ///< Changed or expired since signing in, or the account is gone.
        AccountClosed, ///< This person may not sign in any more.
        PasswordExpired, ///< A new password has to be chosen before anything else.
        Unsafe, ///< Not as safe as the settings demand.
        ReadOnly, ///< It takes no changes: a standby, or under maintenance.
        SchemaOlder, ///< The database is gone, or was put back to an older one.
        SchemaNewer, ///< The database was brought up to date; this program was not.
    };

    Kind kind = Kind::SignedOut;
    QDateTime since; ///< UTC.
    QDateTime retryAt; ///< UTC; only while Lost: when the next attempt starts.
    std::chrono::microseconds roundTrip{0}; ///< Of the last heartbeat.
    bool isWeak = false; ///< Connected with less safety than verify-full over the network.
    Cause cause = Cause::None;

    /// Whether a change has a chance: buttons that make one are enabled by it.
    [[nodiscard]] bool takesChanges() const { return kind != Kind::Lost && cause == Cause::None; }

    friend bool operator==(const ConnectionState &, const ConnectionState &) = default;
};

/// What @p error says about the connection it came from.
[[nodiscard]] ConnectionState::Cause causeOf(const Error &error);

/// Holds and announces the state. The adapter sets it; the window shows it. GUI thread.
class Connection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const ConnectionState &state() const { return m_state; }
    void setState(const ConnectionState &state);
    /// Why the session is no longer what it was at sign-in, though the server answers; None when it
    /// is. Stays until it is said anew or the session ends.
    void setSessionCause(ConnectionState::Cause cause);

public slots:
    /// Wants the next attempt to start at once; does nothing unless the connection is lost.
    void tryNow();

signals:
    void stateChanged(const clinidesk::ConnectionState &state);
    /// Lost before, connected now: what is on screen wants reading again.
    void restored();
    void retryWanted();

private:
    void show();

    ConnectionState m_reported;
    ConnectionState m_state; ///< The reported one and the session's cause.
    ConnectionState::Cause m_sessionCause = ConnectionState::Cause::None;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::ConnectionState)
