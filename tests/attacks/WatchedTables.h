#pragma once

#include "tests/support/PrivateServer.h"

#include <QMap>
#include <QSet>

namespace clinidesk {

/// Every table as it stood at one moment, so that afterwards it can be told where rows were added
/// and whether any row that was there is not what it was. Roles and functions are watched as well.
class WatchedTables final
{
public:
    explicit WatchedTables(PrivateServer &server);

    struct Changes
    {
        QSet<QString> altered; ///< Other rows than before among those that were there.
        QMap<QString, int> grown; ///< How many rows more.
    };
    [[nodiscard]] Changes changes() const;

private:
    struct Standing
    {
        QString latest; ///< The highest id; empty where the table has none.
        QString digest; ///< Of the rows up to it.
        int rows = 0;
    };

    /// Up to the ids of @p before where it has any.
    [[nodiscard]] QMap<QString, Standing> standing(const QMap<QString, Standing> &before
                                                   = {}) const;

    PrivateServer &m_server;
    QMap<QString, bool> m_tables; ///< With its schema; whether it has an id.
    QMap<QString, Standing> m_before;
};

} // namespace clinidesk
