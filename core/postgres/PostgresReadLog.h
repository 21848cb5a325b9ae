#pragma once

#include "core/monitor/ReadLog.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Writes looks at kept answers into PostgreSQL's audit.
class PostgresReadLog final : public ReadLog
{
public:
    explicit PostgresReadLog(DatabasePool &pool);

    [[nodiscard]] Async<Done> write(const QList<KeptRead> &reads) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
