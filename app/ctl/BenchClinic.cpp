#include "app/ctl/BenchClinic.h"

#include "app/ctl/CtlContext.h"
#include "core/demo/DemoAccounts.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/Migrations.h"
#include "core/postgres/demo/DemoLoader.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

Result<std::unique_ptr<BenchClinic>> BenchClinic::open(const BenchRequest &request,
                                                       const CtlContext &context)
{
    std::unique_ptr<BenchClinic> clinic(new BenchClinic);
    const auto started = clinic->start(request, context);
    if (!started)
        return started.error();
    const auto filled = clinic->fill(request, context);
    if (!filled)
        return filled.error();
    const auto seen = clinic->look();
    if (!seen)
        return seen.error();
    return clinic;
}

Result<Done> BenchClinic::start(const BenchRequest &request, const CtlContext &context)
{
    const bool isGiven = !context.standaloneFolder().isEmpty();
    QString folder = isGiven ? context.standaloneFolder() : QString::fromStdString(request.folder);
    if (folder.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/clinidesk-bench"_s);
        folder = m_temporary->path();
    }
    m_servers = std::make_unique<StandaloneServers>(
        StandaloneOptions{.folder = folder, .programHints = {}, .postgres = {}});
    context.mention(u"Starting PostgreSQL"_s);
    const auto access = m_servers->join();
    if (!access)
        return access.error();
    m_boot = {.server = access->postgres, .credentials = {access->bootLogin, access->bootPassword}};
    m_redisSocket = access->redisSocket;
    const auto migrated = Migrations().apply(m_boot);
    if (!migrated)
        return migrated.error();
    return Done{};
}

Result<Done> BenchClinic::fill(const BenchRequest &request, const CtlContext &context)
{
    const auto present = value(u"SELECT count(*) FROM clinidesk.appointment"_s);
    const auto patients = value(u"SELECT count(*) FROM clinidesk.patient"_s);
    if (!present)
        return present.error();
    if (!patients)
        return patients.error();
    // Earlier benches book a little; servers named on purpose are taken as they are.
    const qint64 there = present->toLongLong();
    const bool isLike = there >= request.size.appointments
        && there <= qint64(request.size.appointments) * 11 / 10
        && patients->toLongLong() >= request.size.patients;
    if (isLike || (there > 0 && !context.standaloneFolder().isEmpty()))
        return Done{};

    QString lastStep;
    const DemoLoad load{
        .size = request.size, .seed = request.seed, .existing = DemoLoad::Existing::Replace};
    const auto report = loadDemo(m_boot, load, [&](const QString &step, double) {
        if (step != lastStep)
            context.mention(step);
        lastStep = step;
    });
    if (!report)
        return report.error();
    context.mention(
        u"Loaded %1 appointments in %2 ms"_s.arg(report->appointments).arg(report->took.count()));
    return Done{};
}

Result<Done> BenchClinic::look()
{
    const auto appointments = value(u"SELECT count(*) FROM clinidesk.appointment"_s);
    if (!appointments)
        return appointments.error();
    const auto patients = value(u"SELECT count(*) FROM clinidesk.patient"_s);
    if (!patients)
        return patients.error();
    m_appointments = appointments->toLongLong();
    m_patients = patients->toLongLong();
    // A checkpoint in the middle of a measurement would be the load's, not the bench's.
    const auto written = value(u"CHECKPOINT"_s);
    if (!written)
        return written.error();
    return Done{};
}

ConnectTarget BenchClinic::as(Role role) const
{
    const QList<DemoAccount> accounts = demoAccounts();
    const auto account = std::ranges::find(accounts, role, &DemoAccount::role);
    return {.server = m_boot.server, .credentials = {account->login, account->password}};
}

Result<QString> BenchClinic::value(const QString &sql) const
{
    auto connection = LibpqConnection::open(m_boot, 10s);
    if (!connection)
        return connection.error();
    const auto rows = connection->run(sql);
    if (!rows)
        return rows.error();
    return rows->count() > 0 ? rows->text(0, 0) : QString();
}

} // namespace clinidesk
