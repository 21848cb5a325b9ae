#pragma once

#include "core/base/Error.h"

#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace clinidesk {

class Connection;

/// Reads a list a second time when it failed on a connection that stands: nobody would say
/// Connection::restored() for it. Once for each failure that follows a success, so that a server
/// which never answers isn't asked for ever.
class SecondReading final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{1'000};

    SecondReading(const Connection &connection, std::function<void()> read, QObject *parent);

    /// What the last reading came to; without an error it was a success.
    void note(const std::optional<Error> &failure);

private:
    const Connection &m_connection;
    std::function<void()> m_read;
    QTimer m_pause;
    bool m_isUsed = false;
};

} // namespace clinidesk
