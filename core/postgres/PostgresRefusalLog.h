#pragma once

#include "core/limits/RefusalLog.h"
#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// What the limits of one login refused on one day.
struct RefusalsOfADay
{
    QDate day; ///< UTC.
    QString kind; ///< As limitWord().
    QString login; ///< Of a refused sign-in: who brought the report.
    QString desk;
    qint64 count = 0;
};

/// Counts refusals in PostgreSQL's audit.
class PostgresRefusalLog final : public RefusalLog
{
public:
    explicit PostgresRefusalLog(DatabasePool &pool);

    [[nodiscard]] Async<Done> write(const QList<Refusals> &refusals) override;
    /// For administrators; the latest day first. Fails with Denied or Invalid, too.
    [[nodiscard]] Async<QList<RefusalsOfADay>> ofDays(int days);

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
