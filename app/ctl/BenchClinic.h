#pragma once

#include "core/base/Clock.h"
#include "core/demo/DemoHouse.h"
#include "core/monitor/Connection.h"
#include "core/postgres/DatabasePool.h"
#include "core/standalone/StandaloneServers.h"

#include <QTemporaryDir>

#include <memory>

namespace clinidesk {

class CtlContext;

/// What a bench was asked for.
struct BenchRequest
{
    DemoSize size{
        .appointments = 0, .patients = 0, .branches = 3}; ///< 0 appointments: its own choice.
    quint64 seed = 1;
    std::string
        folder; ///< Of private servers to be kept for the next bench; empty: made and removed.
    bool isPinned = false;
};

/// The demo clinic a bench measures: on servers of its own, or on those named by --standalone.
class BenchClinic final
{
public:
    /// Starts servers and loads a clinic of the size asked for unless it is there.
    [[nodiscard]] static Result<std::unique_ptr<BenchClinic>> open(const BenchRequest &request,
                                                                   const CtlContext &context);

    [[nodiscard]] const ConnectTarget &boot() const { return m_boot; }
    /// How somebody of demoAccounts() connects.
    [[nodiscard]] ConnectTarget as(Role role) const;
    /// Of the Redis beside it; empty where none is installed.
    [[nodiscard]] QString redisSocket() const { return m_redisSocket; }
    [[nodiscard]] qint64 appointments() const { return m_appointments; }
    [[nodiscard]] qint64 patients() const { return m_patients; }

    /// One value as the superuser.
    [[nodiscard]] Result<QString> value(const QString &sql) const;

private:
    BenchClinic() = default;

    [[nodiscard]] Result<Done> start(const BenchRequest &request, const CtlContext &context);
    [[nodiscard]] Result<Done> fill(const BenchRequest &request, const CtlContext &context);
    [[nodiscard]] Result<Done> look();

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<StandaloneServers>
        m_servers; ///< Declared after their folder: stopped before it.
    ConnectTarget m_boot;
    QString m_redisSocket;
    qint64 m_appointments = 0;
    qint64 m_patients = 0;
};

/// A signed-in desk: the pool that the product's own adapters work on.
class BenchDesk final
{
public:
    explicit BenchDesk(const ConnectTarget &target)
    {
        pool.open(target.server, target.credentials);
    }

private:
    Connection m_state;
    SystemClock m_clock;

public:
    DatabasePool pool{m_state, m_clock};
};

} // namespace clinidesk
