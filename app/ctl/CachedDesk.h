#pragma once

#include "core/booking/CachedAppointmentBook.h"
#include "core/booking/CachedClinicDirectory.h"
#include "core/booking/CachedDayList.h"
#include "core/history/CachedAppointmentHistory.h"
#include "core/monitor/Connection.h"
#include "core/monitor/ReadReports.h"
#include "core/patients/CachedPatientDirectory.h"
#include "core/postgres/DatabasePool.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresClinicDirectory.h"
#include "core/postgres/PostgresDayList.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresNews.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "core/postgres/PostgresReadLog.h"
#include "core/redis/RedisCacheStore.h"
#include "core/staff/CacheViewer.h"

namespace clinidesk {

/// A desk without its window: somebody signed in, PostgreSQL, Redis, and the cache between.
class CachedDesk final
{
public:
    CachedDesk(const RedisOptions &redis, const CacheOptions &options);
    Q_DISABLE_COPY_MOVE(CachedDesk)

    /// Signs in and waits until Redis is asked and heard as well; Unavailable when it isn't.
    [[nodiscard]] Result<Session> open(const ConnectTarget &target);
    /// What was looked at is written down, and what was kept has reached Redis.
    void close();

private:
    Connection m_state;
    SystemClock m_clock;
    DatabasePool m_pool{m_state, m_clock};
    PostgresGate m_gate{m_pool};
    PostgresNews m_news{m_pool};
    PostgresReadLog m_readLog{m_pool};
    PostgresClinicDirectory m_places{m_pool};
    PostgresDayList m_days{m_pool};
    PostgresAppointmentHistory m_history{m_pool};
    PostgresPatientDirectory m_patients{m_pool};
    PostgresAppointmentBook m_book{m_pool};
    ReadReports m_reports{m_readLog, m_clock};
    CacheViewer m_viewer;
    RedisCacheStore m_store;
    QObject m_context;

public:
    Cache cache;
    CachedClinicDirectory places{m_places, cache, m_viewer, m_clock};
    CachedDayList days{m_days, places, cache, m_viewer, m_reports};
    CachedAppointmentHistory history{m_history, places, cache, m_viewer, m_reports};
    CachedPatientDirectory patients{m_patients, places, cache, m_viewer, m_reports};
    CachedAppointmentBook book{m_book, days, cache, m_viewer};
};

} // namespace clinidesk
