#pragma once

#include "app/desktop/ChosenCacheStore.h"
#include "core/booking/CachedAbsenceBook.h"
#include "core/booking/CachedAppointmentBook.h"
#include "core/booking/CachedDayHours.h"
#include "core/booking/CachedDayList.h"
#include "core/booking/CachedDayLoads.h"
#include "core/booking/CachedFreeSlots.h"
#include "core/booking/CachedSeriesBook.h"
#include "core/booking/CachedWaitlist.h"
#include "core/history/CachedAppointmentHistory.h"
#include "core/monitor/Monitor.h"
#include "core/monitor/SharedLayer.h"
#include "core/monitor/UnreportedReads.h"
#include "core/patients/CachedPatientDirectory.h"
#include "core/postgres/PostgresNews.h"
#include "core/postgres/PostgresReadLog.h"

#include <QEventLoopLocker>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace clinidesk {

/// The ports that ask the database, one each.
struct SourcePorts
{
    ClinicDirectory &clinics;
    DayList &days;
    DayHours &hours;
    DayLoads &loads;
    AppointmentBook &book;
    FreeSlots &freeSlots;
    AppointmentHistory &history;
    PatientDirectory &patients;
    SeriesBook &series;
    AbsenceBook &absences;
    Waitlist &waitlist;
};

/// What this desk keeps of the database's answers, for one person at a time: the ports that look
/// there first, warmed at sign-in, forgotten at sign-out. GUI thread.
class DeskCache final : public QObject, public Monitor
{
    Q_OBJECT

public:
    /// How long a person's way out may wait for her last reads to be written down.
    static constexpr std::chrono::milliseconds longestFarewell{2'000};
    /// How long Redis may be on its way before the window says that it is away.
    static constexpr std::chrono::milliseconds grace{1'500};

    /// All outlive it. What a person read and nobody could be told of before she left waits in the
    /// file @p unreported for her next sign-in; empty: it is lost.
    DeskCache(const SourcePorts &sources, DatabasePool &pool, const CacheOptions &options,
              const QString &unreported, QObject *parent = nullptr);

    /// Before anybody signs in.
    void useRedis(const RedisOptions &options);

    /// @p session looks through it from here on; another person's answers are forgotten.
    void enter(const Session &session);
    /// The same person as before, looked up again: her rights may be others.
    void confirm(const Session &session);
    /// Forgets everything, then settles.
    void leave(std::function<void()> farewell);
    /// Calls @p then once what was read so far has been reported, or can't be. The program doesn't
    /// end by itself before. Calls keep their order.
    void settle(std::function<void()> then);
    /// Ends a settle() that is still waiting.
    void finishSettling();

    [[nodiscard]] ClinicDirectory &clinics() { return m_clinics; }
    [[nodiscard]] DayList &days() { return m_days; }
    [[nodiscard]] DayHours &hours() { return m_hours; }
    [[nodiscard]] DayLoads &loads() { return m_loads; }
    [[nodiscard]] AppointmentBook &book() { return m_book; }
    [[nodiscard]] FreeSlots &freeSlots() { return m_slots; }
    [[nodiscard]] SeriesBook &series() { return m_series; }
    [[nodiscard]] AbsenceBook &absences() { return m_absences; }
    [[nodiscard]] Waitlist &waitlist() { return m_waitlist; }
    [[nodiscard]] AppointmentHistory &history() { return m_history; }
    [[nodiscard]] PatientDirectory &patients() { return m_patients; }
    /// What was read, printed or saved, on its way into the audit.
    [[nodiscard]] ReadReports &reads() { return m_reports; }
    [[nodiscard]] CacheStore &store() { return m_store; }
    [[nodiscard]] const SharedLayer &shared() const { return m_shared; }
    /// For what else desks share: the connections to Redis, null without one; what is sealed with.
    [[nodiscard]] RedisPair *connections() { return m_store.connections(); }
    [[nodiscard]] const CacheSeals &seals() const { return m_cache.seals(); }
    /// With what only the connection to Redis knows.
    [[nodiscard]] CacheFigures figures() const override;

private:
    void keepRest();
    void warm(Role role);
    void followStore();
    void showShared();

    ChosenCacheStore m_store;
    SharedLayer m_shared;
    QTimer m_grace;
    PostgresNews m_news;
    Cache m_cache;
    CacheViewer m_viewer;
    PostgresReadLog m_log;
    ReadReports m_reports;
    CachedClinicDirectory m_clinics;
    CachedDayList m_days;
    CachedDayHours m_hours;
    CachedDayLoads m_loads;
    CachedAppointmentBook m_book;
    CachedFreeSlots m_slots;
    CachedSeriesBook m_series;
    CachedAbsenceBook m_absences;
    CachedWaitlist m_waitlist;
    CachedAppointmentHistory m_history;
    CachedPatientDirectory m_patients;
    UnreportedReads m_unreported;
    UnreportedReads::Reader m_reader; ///< Whose reads m_reports has.
    QTimer m_patience;
    std::vector<std::function<void()>> m_afterwards; ///< While settling.
    std::optional<QEventLoopLocker> m_staying; ///< While settling.
    bool m_asksWhatItMissed = false;
};

} // namespace clinidesk
