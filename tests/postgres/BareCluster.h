#pragma once

#include "core/postgres/LibpqConnection.h"
#include "core/standalone/PrivatePostgres.h"
#include "tests/support/ServerGuardian.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <memory>
#include <optional>

namespace clinidesk {

/// A PostgreSQL that CliniDesk has never seen: no role, no schema, one empty database named
/// "clinidesk". Gone without a trace when the test ends.
class BareCluster final
{
public:
    BareCluster();
    ~BareCluster();
    Q_DISABLE_COPY_MOVE(BareCluster)

    [[nodiscard]] Result<Done> start();

    /// The superuser of @p database.
    [[nodiscard]] ConnectTarget boot(const QString &database = QStringLiteral("clinidesk")) const;
    /// The first value that @p sql gives there; the failure's text when it fails.
    [[nodiscard]] QString value(const QString &sql,
                                const QString &database = QStringLiteral("clinidesk")) const;
    /// A copy of @p original, made anew; false when somebody is in it.
    [[nodiscard]] bool clone(const QString &original, const QString &copy) const;

private:
    QTemporaryDir m_folder;
    StandalonePlace m_place;
    std::unique_ptr<ServerGuardian> m_guardian;
    std::optional<PrivatePostgres> m_postgres;
};

} // namespace clinidesk
