#pragma once

#include "app/bootstrap/StandaloneClinic.h"
#include "app/desktop/CachedGate.h"
#include "app/desktop/DeskLimits.h"
#include "app/worker/Worker.h"
#include "core/booking/SeriesService.h"
#include "core/monitor/Connection.h"
#include "core/postgres/DatabasePool.h"
#include "core/postgres/PostgresAbsenceBook.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresClinicDirectory.h"
#include "core/postgres/PostgresDayHours.h"
#include "core/postgres/PostgresDayList.h"
#include "core/postgres/PostgresDayLoads.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "core/postgres/PostgresSeriesBook.h"
#include "core/postgres/PostgresServerProbe.h"
#include "core/postgres/PostgresWaitlist.h"
#include "core/settings/SavedServers.h"
#include "ui/paper/QtPaperPress.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Appearance.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"
#include "ui/viewmodels/session/SignInViewModel.h"

#include <memory>
#include <optional>

namespace clinidesk {

struct DesktopOptions
{
    bool isStandalone = false;
    bool hasDemo = false; ///< Only with isStandalone: loads the demo clinic if none is inside.
    QString dataFolder; ///< Of the private servers; empty: the person's own.
    QString settingsFolder; ///< Empty: the usual one. Tests and the tour bring their own.
    /// None: what the settings name; of a clinic of its own, its own.
    std::optional<RedisOptions> redis = {};
    /// How long a time is held after its holder died. Tests don't wait so long.
    std::chrono::milliseconds holdLife = SlotHolds::life;
};

/// Everything behind and in the window, constructed in the order of use and destroyed in reverse.
/// GUI thread.
class DesktopWiring final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopWiring(const DesktopOptions &options);
    /// Waits for servers that are being started, and stops those that nobody else uses.
    ~DesktopWiring() override;

    /// Shows the window at once; servers of one's own are started behind it.
    void start();
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] Appearance &appearance() { return m_appearance; }
    [[nodiscard]] CacheFigures cacheFigures() const { return m_cache.figures(); }

private:
    [[nodiscard]] Ports ports();
    void useRedis(const RedisOptions &options);
    void startOwnServers(StandaloneClinic::Content content);
    void takeOwnServers(const Result<ReadyClinic> &answer);
    void rememberServer(const Session &session);
    void confirmSession();

    const DesktopOptions m_options;
    SavedServers m_servers;
    SystemClock m_clock;
    std::unique_ptr<StandaloneClinic> m_clinic;
    Async<ReadyClinic> m_starting;
    Worker m_worker;
    Connection m_connection;
    DatabasePool m_pool;
    PostgresGate m_gate;
    PostgresClinicDirectory m_clinics;
    PostgresDayList m_days;
    PostgresDayHours m_hours;
    PostgresDayLoads m_loads;
    PostgresAppointmentBook m_book;
    PostgresSeriesBook m_seriesBook;
    PostgresAbsenceBook m_absenceBook;
    PostgresWaitlist m_waitlist;
    PostgresFreeSlots m_slots;
    PostgresAppointmentHistory m_history;
    PostgresPatientDirectory m_patients;
    DeskCache m_cache;
    RedisSlotHolds m_holds;
    DeskLimits m_limits;
    CachedGate m_cachedGate;
    BookingService m_booking;
    SeriesService m_series;
    QtPaperPress m_press;
    Appearance m_appearance;
    PostgresServerProbe m_probe;
    ServerFormViewModel m_serverForm;
    SignInViewModel m_signIn;
    MainWindow m_window;
};

} // namespace clinidesk
