#pragma once

#include "core/booking/LimitedSeriesBook.h"
#include "core/booking/LimitedWaitlist.h"
#include "core/limits/DeskLimiter.h"
#include "core/limits/RefusalReports.h"
#include "core/postgres/PostgresRefusalLog.h"
#include "core/redis/RedisLimiter.h"
#include "core/staff/LimitedGate.h"

#include <memory>

namespace clinidesk {

/// How often something may be done at this desk: the gate and the book that obey the limits, with
/// Redis for all desks together where there is one. GUI thread.
class DeskLimits final : public QObject
{
    Q_OBJECT

public:
    struct Source
    {
        Gate &gate;
        AppointmentBook &book;
        SeriesBook &series;
        Waitlist &waitlist;
        DatabasePool &pool; ///< Where refusals are counted.
    };

    /// All outlive it. Failed sign-ins are kept in @p file.
    DeskLimits(const Source &source, const LimitPolicies &policies, const QString &file,
               QObject *parent = nullptr);

    /// Before anybody signs in.
    void useRedis(const RedisOptions &options);

    [[nodiscard]] Gate &gate() { return m_gate; }
    [[nodiscard]] AppointmentBook &book() { return m_book; }
    [[nodiscard]] SeriesBook &series() { return m_series; }
    [[nodiscard]] Waitlist &waitlist() { return m_waitlist; }
    [[nodiscard]] const LimitWatch &watch() const { return m_watch; }

private:
    void enter(const Session &session);
    void leave();

    LocalLimiter m_local;
    KeptSignIns m_kept;
    std::unique_ptr<RedisLimiter> m_redis;
    DeskLimiter m_limiter;
    LimitWatch m_watch;
    PostgresRefusalLog m_log;
    RefusalReports m_reports;
    LimitedGate m_gate;
    LimitedAppointmentBook m_book;
    LimitedSeriesBook m_series;
    LimitedWaitlist m_waitlist;
};

} // namespace clinidesk
