#pragma once

#include "core/booking/DayList.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// The day's appointments in PostgreSQL.
class PostgresDayList final : public DayList
{
public:
    explicit PostgresDayList(DatabasePool &pool);

    [[nodiscard]] Async<Day> day(ClinicId clinic, QDate date,
                                 Reading reading = Reading::Usual) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
