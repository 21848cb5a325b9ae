#pragma once

#include "core/base/Async.h"
#include "core/postgres/DatabasePool.h"

#include <QDateTime>
#include <QStringList>

namespace clinidesk {

/// What PostgreSQL knows of changes that a desk may have missed elsewhere. Any thread.
class PostgresNews final
{
public:
    explicit PostgresNews(DatabasePool &pool);

    /// The cache tags of everything the person may hear of that was changed since @p moment (UTC);
    /// "epoch", which means all, when that is too much to list.
    [[nodiscard]] Async<QStringList> tagsSince(const QDateTime &moment);

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
