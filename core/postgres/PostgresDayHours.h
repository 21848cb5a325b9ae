#pragma once

#include "core/booking/DayHours.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Hours and absences, as PostgreSQL tells them.
class PostgresDayHours final : public DayHours
{
public:
    explicit PostgresDayHours(DatabasePool &pool);

    [[nodiscard]] Async<QList<SeatHours>> hours(ClinicId clinic, QDate first, QDate last,
                                                Reading reading = Reading::Usual) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
