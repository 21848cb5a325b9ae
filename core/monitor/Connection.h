#pragma once

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

    Kind kind = Kind::SignedOut;
    QDateTime since; ///< UTC.
    QDateTime retryAt; ///< UTC; only while Lost: when the next attempt starts.
    std::chrono::microseconds roundTrip{0}; ///< Of the last heartbeat.
    bool isWeak = false; ///< Connected with less safety than verify-full over the network.

    friend bool operator==(const ConnectionState &, const ConnectionState &) = default;
};

/// Holds and announces the state. The adapter sets it; the window shows it. GUI thread.
class Connection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const ConnectionState &state() const { return m_state; }
    void setState(const ConnectionState &state);

signals:
    void stateChanged(const clinidesk::ConnectionState &state);
    /// Lost before, connected now: what is on screen wants reading again.
    void restored();

private:
    ConnectionState m_state;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::ConnectionState)
