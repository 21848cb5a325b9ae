#pragma once

#include "app/ctl/BenchDayPlan.h"
#include "app/ctl/BenchFigures.h"
#include "core/booking/AppointmentBook.h"
#include "core/booking/DayList.h"
#include "core/history/AppointmentHistory.h"
#include "core/patients/PatientDirectory.h"

#include <QEventLoop>
#include <QMap>
#include <QTimer>

#include <vector>

namespace clinidesk {

/// What one desk works with.
struct DayPorts
{
    DayList &days;
    AppointmentHistory &history;
    PatientDirectory &patients;
    AppointmentBook &book;
};

/// How a day went.
struct DayOutcome
{
    int reads = 0;
    int changes = 0;
    QMap<QString, int> errors; ///< By code; a conflict with what was taken.
    BenchFigures readTimes;
    BenchFigures changeTimes;
    BenchFigures late; ///< How long after its time each step began: the bench's own fault.
    double seconds = 0;

    [[nodiscard]] int errorCount() const;
};

/// Replays a plan at desks that all work at once, in one thread with an event loop.
class BenchDayReplay final
{
public:
    enum class Pace {
        Real, ///< Each step at its time, however long the one before takes.
        Utmost, ///< Each desk does one thing after the other.
    };

    BenchDayReplay(const BenchDayPlan &plan, std::vector<DayPorts> desks);

    /// With Pace::Real one second stands for @p compression of them.
    [[nodiscard]] DayOutcome run(Pace pace, int compression);

private:
    using Time = std::chrono::steady_clock::time_point;

    void beginDue();
    void beginNextOf(int desk);
    void begin(const DayAction &action);
    template <typename T> void follow(const Async<T> &answer, const DayAction &action);
    void end(const DayAction &action, Time start, const Error *error);
    [[nodiscard]] Time timeOf(const DayAction &action) const;

    const BenchDayPlan &m_plan;
    const std::vector<DayPorts> m_desks;
    Pace m_pace = Pace::Real;
    int m_compression = 1;
    Time m_opened;
    size_t m_next = 0;
    std::vector<std::vector<size_t>> m_ofDesk; ///< What is left for each, the next one last.
    size_t m_ended = 0;
    QTimer m_timer;
    QEventLoop m_loop;
    DayOutcome m_outcome;
};

} // namespace clinidesk
