#pragma once

#include "app/ctl/BenchClinic.h"
#include "app/ctl/WorkingDay.h"
#include "core/booking/AppointmentBook.h"
#include "core/history/HistoryQuery.h"

#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace clinidesk {

/// A step of the working day, with everything that is asked or changed.
struct DayAction
{
    struct Cancellation
    {
        Seen seen;
    };
    struct CheckIn
    {
        Seen seen;
    };
    struct Rebooking
    {
        Seen seen;
        Move to;
    };
    using What
        = std::variant<QDate, HistoryQuery, PatientId, Booking, CheckIn, Rebooking, Cancellation>;

    std::chrono::milliseconds at{0}; ///< Since the doors opened.
    int desk = 0;
    What what;
    QString question; ///< Equal for two who ask the same; empty for a change.
    QString broughtBy; ///< A question whose answer brings this one's along; empty: none.
    QStringList rows; ///< Names of what is changed, or of what takes the answer away.

    [[nodiscard]] bool isChange() const { return what.index() >= 3; }
};

/// A working day of one clinic, ready to be replayed. Nobody asks for the same time twice, so that
/// nothing but a fault can be refused.
struct BenchDayPlan
{
    ClinicId clinic;
    QDate today; ///< The fullest of the coming days stands for it: the real one may be a Sunday.
    std::vector<DayAction> actions; ///< In order of time.
    int leftOut
        = 0; ///< Steps for which the clinic is too small: nobody arrives any more, nothing is free.

    /// Fails with Invalid where the clinic has no day to replay.
    [[nodiscard]] static Result<BenchDayPlan> make(const BenchClinic &clinic, ClinicId id,
                                                   const WorkingDay &day);

    [[nodiscard]] int reads() const;
    /// Those that ask for what somebody asked for before, or what came along with that, and that no
    /// change in between took away: this cache can't answer more. A change of a day takes it away
    /// from nobody, since it is worked into it.
    [[nodiscard]] int repeatedReads() const;
};

} // namespace clinidesk
