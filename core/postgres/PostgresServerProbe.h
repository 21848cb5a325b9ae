#pragma once

#include "core/staff/ServerProbe.h"

#include <QThreadPool>

namespace clinidesk {

/// Reaches a PostgreSQL up to its question for a password, on a connection and thread of its own.
class PostgresServerProbe final : public ServerProbe
{
public:
    PostgresServerProbe() = default;
    /// Waits for a try that is under way, at most a few seconds.
    ~PostgresServerProbe() override;

    [[nodiscard]] Async<Done> reach(const ServerProfile &server) override;

private:
    QThreadPool m_threads;
};

} // namespace clinidesk
