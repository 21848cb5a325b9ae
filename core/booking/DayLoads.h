#pragma once

#include "core/base/Async.h"
#include "core/base/Freshness.h"
#include "core/base/Id.h"
#include "core/base/Reading.h"

#include <QDate>
#include <QList>

#include <chrono>
#include <optional>

namespace clinidesk {

/// How full one local day is. Two patients at the same time fill it once, and what lies outside the
/// hours fills none of them.
struct DayLoad
{
    QDate day;
    std::chrono::minutes offered{
        0}; ///< Working hours of all who are asked about; each seat counts.
    std::chrono::minutes open{0}; ///< Those that absences leave.
    std::chrono::minutes taken{0}; ///< Of them, with a patient; never more than open.
    int appointments = 0; ///< Neither cancelled nor rejected, also outside the hours.

    friend bool operator==(const DayLoad &, const DayLoad &) = default;
};

/// Whose days: a doctor's, or those of a department's doctors and seats, or of the whole clinic.
struct LoadQuery
{
    ClinicId clinic;
    DepartmentId department; ///< Null: all.
    DoctorId doctor; ///< Null: all of them.
    QDate first;
    QDate last; ///< Included.

    friend bool operator==(const LoadQuery &, const LoadQuery &) = default;
};

struct DayLoadList
{
    QList<DayLoad> days; ///< Each day asked for, in order.
    Freshness freshness;

    friend bool operator==(const DayLoadList &, const DayLoadList &) = default;
};

/// How full the days of a clinic are. A doctor is told about himself alone. Any thread.
class DayLoads
{
public:
    virtual ~DayLoads() = default;

    /// Local days of the clinic, at most 62. Fails with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<DayLoadList> loads(const LoadQuery &query,
                                                   Reading reading = Reading::Usual)
        = 0;
    /// What can be shown at once, if anything can; only from the thread of who keeps it.
    [[nodiscard]] virtual std::optional<DayLoadList> peek(const LoadQuery &query)
    {
        Q_UNUSED(query);
        return {};
    }

protected:
    DayLoads() = default;
    Q_DISABLE_COPY_MOVE(DayLoads)
};

} // namespace clinidesk
