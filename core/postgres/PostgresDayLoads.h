#pragma once

#include "core/booking/DayLoads.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// How full days are, as PostgreSQL counts it.
class PostgresDayLoads final : public DayLoads
{
public:
    explicit PostgresDayLoads(DatabasePool &pool);

    [[nodiscard]] Async<DayLoadList> loads(const LoadQuery &query,
                                           Reading reading = Reading::Usual) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
