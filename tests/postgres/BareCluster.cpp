#include "tests/postgres/BareCluster.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

BareCluster::BareCluster()
    : m_folder(u"/tmp/clinidesk-test-XXXXXX"_s)
    , m_place(standalonePlace(m_folder.path()))
{
    m_folder.setAutoRemove(false); // The guardian does, and after a crash too.
}

BareCluster::~BareCluster() = default;

Result<Done> BareCluster::start()
{
    m_guardian = std::make_unique<ServerGuardian>(m_place.home);
    const auto programs = findServerPrograms();
    if (!programs)
        return programs.error();
    if (const auto prepared = prepare(m_place); !prepared)
        return prepared;
    m_postgres.emplace(
        *programs, m_place,
        PostgresOptions{.durability = PostgresOptions::Durability::Forgetful, .settings = {}});
    return m_postgres->start();
}

ConnectTarget BareCluster::boot(const QString &database) const
{
    ConnectTarget target{.server = m_postgres->profile(),
                         .credentials = {PrivatePostgres::bootLogin, m_postgres->bootPassword()}};
    target.server.database = database;
    return target;
}

QString BareCluster::value(const QString &sql, const QString &database) const
{
    auto connection = LibpqConnection::open(boot(database), 5s);
    if (!connection)
        return connection.error().detail;
    const auto rows = connection->run(sql);
    if (!rows)
        return rows.error().detail;
    return rows->count() > 0 ? rows->text(0, 0) : QString();
}

bool BareCluster::clone(const QString &original, const QString &copy) const
{
    (void)value(u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(copy), u"postgres"_s);
    return value(u"CREATE DATABASE %1 TEMPLATE %2 STRATEGY FILE_COPY"_s.arg(copy, original),
                 u"postgres"_s)
        .isEmpty();
}

} // namespace clinidesk
