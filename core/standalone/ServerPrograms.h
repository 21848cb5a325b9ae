#pragma once

#include "core/base/Result.h"

#include <QString>
#include <QStringList>

namespace clinidesk {

/// The programs of PostgreSQL and Redis on this machine.
struct ServerPrograms
{
    QString postgresFolder; ///< Holds initdb, pg_ctl, postgres and psql.
    int postgresMajor = 0;
    QString redisServer; ///< Empty: not installed.

    [[nodiscard]] QString postgresProgram(const QString &name) const;

    friend bool operator==(const ServerPrograms &, const ServerPrograms &) = default;
};

/// Looks in @p hints first (a setting), then where the system keeps PostgreSQL. With @p major only
/// that version will do, because it made the cluster; otherwise the newest from 15 on. Unavailable
/// with `facts.missing = "postgresql"` when there is none.
[[nodiscard]] Result<ServerPrograms> findServerPrograms(const QStringList &hints = {},
                                                        int major = 0);

} // namespace clinidesk
