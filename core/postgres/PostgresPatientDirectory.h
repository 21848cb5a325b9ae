#pragma once

#include "core/patients/PatientDirectory.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// The patients in PostgreSQL.
class PostgresPatientDirectory final : public PatientDirectory
{
public:
    explicit PostgresPatientDirectory(DatabasePool &pool);

    [[nodiscard]] Async<QList<PatientMatch>> search(const QString &typed, int most) override;
    [[nodiscard]] Async<Patient> patient(PatientId id) override;
    [[nodiscard]] Async<QList<Patient>> cards(const QList<PatientId> &ids) override;
    [[nodiscard]] Async<QList<Patient>> likelyDuplicates(const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> create(RequestId request, ClinicId clinic,
                                              const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> update(RequestId request, const Patient &edited) override;

private:
    [[nodiscard]] Async<PatientChange> change(const QString &call, const QList<Bound> &values);

    DatabasePool &m_pool;
};

} // namespace clinidesk
