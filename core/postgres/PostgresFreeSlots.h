#pragma once

#include "core/booking/FreeSlots.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Free time, found by PostgreSQL.
class PostgresFreeSlots final : public FreeSlots
{
public:
    explicit PostgresFreeSlots(DatabasePool &pool);

    [[nodiscard]] Async<QList<Slot>> find(const SlotQuery &query,
                                          Reading reading = Reading::Usual) override;
    [[nodiscard]] Async<QDateTime> instantOf(ClinicId clinic, const QDateTime &local,
                                             int fold) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
