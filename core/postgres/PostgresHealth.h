#pragma once

#include "core/monitor/Health.h"
#include "core/postgres/DatabasePool.h"

#include <QThreadPool>

namespace clinidesk {

/// Looks at the server the pool was last opened for, with a connection of its own, so that it can
/// tell what is wrong while the pool has none.
class PostgresHealth final : public HealthProbe
{
public:
    explicit PostgresHealth(DatabasePool &pool);
    /// Waits for a look that is under way, at most a few seconds.
    ~PostgresHealth() override;

    [[nodiscard]] Async<HealthReport> look() override;

private:
    DatabasePool &m_pool;
    QThreadPool m_threads;
};

} // namespace clinidesk
