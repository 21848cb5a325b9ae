#pragma once

#include "core/booking/AbsenceBook.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// Absences in PostgreSQL.
class PostgresAbsenceBook final : public AbsenceBook
{
public:
    explicit PostgresAbsenceBook(DatabasePool &pool);

    [[nodiscard]] Async<AffectedList> affected(const AbsenceSpan &span) override;
    [[nodiscard]] Async<QList<Absence>> standing(ClinicId clinic) override;
    [[nodiscard]] Async<EnteredAbsence> enter(RequestId request, const AbsenceSpan &span,
                                              const QString &reason) override;
    [[nodiscard]] Async<QStringList> remove(RequestId request, AbsenceId absence) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
