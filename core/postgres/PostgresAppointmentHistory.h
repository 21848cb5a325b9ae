#pragma once

#include "core/history/AppointmentHistory.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Any page of all appointments in PostgreSQL.
class PostgresAppointmentHistory final : public AppointmentHistory
{
public:
    explicit PostgresAppointmentHistory(DatabasePool &pool);

    [[nodiscard]] Async<HistoryPage> page(const HistoryQuery &query,
                                          Reading reading = Reading::Usual) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
