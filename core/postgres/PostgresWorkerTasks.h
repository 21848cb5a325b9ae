#pragma once

#include "core/base/Async.h"
#include "core/postgres/DatabasePool.h"

#include <QStringList>

namespace clinidesk {

/// One change, and the tags of what it touched.
struct TaggedNews
{
    qint64 id = 0;
    QStringList tags;
    QByteArray change; ///< What the desk that made it calls it too; empty where it has no name.

    friend bool operator==(const TaggedNews &, const TaggedNews &) = default;
};

/// What has to go on when no window is open, one database function each. Any number of workers may
/// call them at once. Any thread; fail with Denied, Unavailable or Busy.
class PostgresWorkerTasks final
{
public:
    explicit PostgresWorkerTasks(DatabasePool &pool);

    /// The cells of the tallies that changed; 0 also while another worker folds.
    [[nodiscard]] Async<qint64> foldTallies();
    /// The audit rows that joined the chain.
    [[nodiscard]] Async<qint64> chainAudit();
    [[nodiscard]] Async<Done> refreshFigures();
    /// The answered requests that were old enough to go.
    [[nodiscard]] Async<qint64> purgeRequests();
    /// The oldest changes nobody has passed on yet, @p most at most.
    [[nodiscard]] Async<QList<TaggedNews>> takeNews(int most);
    /// That these have been passed on; how many nobody else had.
    [[nodiscard]] Async<qint64> newsRelayed(const QList<qint64> &ids);
    /// Tells every listening desk that there is news, without saying which: once a batch.
    [[nodiscard]] Async<Done> wakeDesks();

private:
    [[nodiscard]] Async<qint64> count(const QString &sql);
    [[nodiscard]] Async<Done> tell(JobKind kind, const QString &sql);

    DatabasePool &m_pool;
};

} // namespace clinidesk
