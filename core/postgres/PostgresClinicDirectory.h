#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Clinics, departments, doctors and status steps in PostgreSQL.
class PostgresClinicDirectory final : public ClinicDirectory
{
public:
    explicit PostgresClinicDirectory(DatabasePool &pool);

    [[nodiscard]] Async<QList<Clinic>> clinics() override;
    [[nodiscard]] Async<QList<Department>> departments(ClinicId clinic) override;
    [[nodiscard]] Async<QList<Doctor>> doctors(ClinicId clinic) override;
    [[nodiscard]] Async<QList<StatusStep>> statusSteps() override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
