#include "core/postgres/PostgresHealth.h"

#include "core/postgres/LibpqConnection.h"
#include "core/postgres/Migrations.h"

#include <QElapsedTimer>
#include <QHash>
#include <QtConcurrent>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

using State = HealthReport::State;

QString adviceFor(const Error &error)
{
    using Code = Error::Code;
    switch (error.code) {
    case Code::WrongPassword:
        return u"Check the name and the password; an administrator can set a new one."_s;
    case Code::Denied:
        return u"The server does not let this login in from here: check that it is enabled and that"
               " pg_hba.conf has a line for it."_s;
    case Code::SchemaTooOld:
        return u"Run clinideskctl migrate against this database."_s;
    case Code::SchemaTooNew:
        return u"Install the newer version of CliniDesk that this database was migrated for."_s;
    case Code::Insecure:
        return u"Check the server's certificate, its host name and the CA file in the settings; the"
               " server must offer TLS and SCRAM."_s;
    case Code::Busy:
        return u"The server has no connection left: close unused programs or raise max_connections."_s;
    default:
        break;
    }
    static const QHash<QString, QString> byLayer{
        {u"dns"_s, u"The host name is not known: check its spelling and this machine's network."_s},
        {u"tcp"_s,
         u"Nothing answers there: check that PostgreSQL runs, its port and the firewall."_s},
        {u"tls"_s,
         u"The secure connection did not come about: check the network and the CA file."_s},
        {u"sign-in"_s,
         u"The server answers but lets nobody in yet: wait a moment, then see its log."_s},
    };
    return byLayer.value(error.facts.value(u"layer"_s).toString(),
                         u"See the log of the server and of this program."_s);
}

HealthReport failed(HealthReport report, const Error &error)
{
    report.state = State::Failed;
    report.layer = error.facts.value(u"layer"_s).toString(u"tcp"_s);
    report.advice = adviceFor(error);
    return report;
}

std::optional<Error> schemaFault(int version)
{
    const int wanted = Migrations::newest();
    if (version == wanted)
        return std::nullopt;
    return Error{version < wanted ? Error::Code::SchemaTooOld : Error::Code::SchemaTooNew,
                 {},
                 {{u"layer"_s, u"schema"_s}}};
}

/// The version the database has: a superuser reads it, everybody else is told by sign_in().
Result<int> schemaVersion(LibpqConnection &connection)
{
    const auto super = connection.run(u"SELECT current_setting('is_superuser')"_s);
    if (!super)
        return super.error();
    const auto version = connection.run(super->text(0, 0) == u"on"_s
                                            ? u"SELECT max(number) FROM clinidesk.migration"_s
                                            : u"SELECT schema_version FROM clinidesk.sign_in()"_s);
    if (!version)
        return version.error();
    return version->text(0, 0).toInt();
}

HealthReport lookAt(const ConnectTarget &target)
{
    HealthReport report;
    report.dependency = u"postgresql"_s;
    Patience patience;
    patience.lastUntil(Patience::Clock::now() + 8s);
    auto connection = LibpqConnection::open(target, 3s, patience);
    if (!connection)
        return failed(report, connection.error());

    QElapsedTimer trip;
    trip.start();
    (void)connection->run(u"SET statement_timeout = '3s'"_s);
    report.latency = std::chrono::microseconds(trip.nsecsElapsed() / 1000);
    if (const auto version = connection->run(u"SHOW server_version"_s))
        report.version = version->text(0, 0).section(u' ', 0, 0);
    const auto schema = schemaVersion(*connection);
    if (!schema)
        return failed(report, schema.error());
    if (const auto fault = schemaFault(*schema))
        return failed(report, *fault);

    report.state = isWeak(target.server) ? State::Weak : State::Ok;
    if (report.state == State::Weak) {
        report.layer = u"tls"_s;
        report.advice
            = u"The connection is not checked against a CA file: set TLS to verify-full."_s;
    }
    return report;
}

} // namespace

PostgresHealth::PostgresHealth(DatabasePool &pool)
    : m_pool(pool)
{
}

PostgresHealth::~PostgresHealth()
{
    m_threads.waitForDone();
}

Async<HealthReport> PostgresHealth::look()
{
    const auto target = m_pool.target();
    if (!target) {
        HealthReport report;
        report.dependency = u"postgresql"_s;
        return ready<HealthReport>(report);
    }
    return QtConcurrent::run(&m_threads,
                             [target]() -> Result<HealthReport> { return lookAt(*target); });
}

} // namespace clinidesk
