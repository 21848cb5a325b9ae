#pragma once

#include "core/base/Async.h"
#include "core/limits/LimitKey.h"

#include <QDateTime>
#include <QList>

namespace clinidesk {

/// How often one limit refused at this desk.
struct Refusals
{
    LimitKind kind = LimitKind::Change;
    int count = 0;
    QDateTime at; ///< UTC, the last of them.

    friend bool operator==(const Refusals &, const Refusals &) = default;
};

/// Where refusals are counted for the administrator. Any thread.
class RefusalLog
{
public:
    virtual ~RefusalLog() = default;

    /// One of each kind at most. Fails with Unavailable, Busy or Denied.
    [[nodiscard]] virtual Async<Done> write(const QList<Refusals> &refusals) = 0;

protected:
    RefusalLog() = default;
    Q_DISABLE_COPY_MOVE(RefusalLog)
};

} // namespace clinidesk
