#include "app/ctl/BenchDayDatabases.h"

#include "core/postgres/LibpqConnection.h"

#include <QDeadlineTimer>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto patience = 20s;
constexpr int stepMs = 100;

} // namespace

BenchDayDatabases::BenchDayDatabases(const BenchClinic &clinic)
    : m_clinic(clinic)
    , m_name(clinic.boot().server.database)
{
}

BenchDayDatabases::~BenchDayDatabases()
{
    static_cast<void>(
        value(u"postgres"_s, u"DROP DATABASE IF EXISTS "_s % copyName() % u" WITH (FORCE)"_s));
}

Result<Done> BenchDayDatabases::make()
{
    const QString dropped = u"DROP DATABASE IF EXISTS "_s % copyName() % u" WITH (FORCE)"_s;
    const QString copied = u"CREATE DATABASE "_s % copyName() % u" TEMPLATE "_s % m_name;
    QStringList orders{dropped, copied};
    for (const QString &database : {m_name, copyName()})
        orders << u"ALTER DATABASE "_s % database % u" SET track_functions = 'all'"_s;
    for (const QString &order : orders) {
        const auto done = value(u"postgres"_s, order);
        if (!done)
            return done.error();
    }
    for (const QString &database : {m_name, copyName()}) {
        const auto begun = value(database, u"SELECT pg_stat_reset()"_s);
        if (!begun)
            return begun.error();
    }
    return Done{};
}

Result<QMap<QString, qint64>> BenchDayDatabases::readsIn(const QString &database) const
{
    for (QDeadlineTimer deadline(patience); !deadline.hasExpired(); QThread::msleep(stepMs)) {
        const auto others = value(u"postgres"_s,
                                  u"SELECT count(*) FROM pg_stat_activity WHERE datname = '%1'"
                                  " AND backend_type = 'client backend'"_s.arg(database));
        if (!others)
            return others.error();
        if (*others == u"0"_s)
            break;
    }
    QMap<QString, qint64> reads;
    for (const QString &function : {u"day_list"_s, u"history_page"_s, u"patient_card"_s,
                                    u"patient_cards"_s, u"clinic_list"_s}) {
        const auto calls
            = value(database,
                    u"SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions"
                    " WHERE schemaname = 'clinidesk' AND funcname = '%1'"_s.arg(function));
        if (!calls)
            return calls.error();
        reads.insert(function, calls->toLongLong());
    }
    return reads;
}

Result<QString> BenchDayDatabases::value(const QString &database, const QString &sql) const
{
    ConnectTarget target = m_clinic.boot();
    target.server.database = database;
    auto connection = LibpqConnection::open(target, 10s);
    if (!connection)
        return connection.error();
    const auto rows = connection->run(sql);
    if (!rows)
        return rows.error();
    return rows->count() > 0 ? rows->text(0, 0) : QString();
}

} // namespace clinidesk
