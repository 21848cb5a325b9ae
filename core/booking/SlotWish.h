#pragma once

#include "core/base/DateText.h"
#include "core/booking/FreeSlots.h"

#include <QStringList>

#include <optional>

namespace clinidesk {

/// With whom and when somebody can come, as it was typed: "dr okafor, weber mon tue after 14:00".
struct SlotWish
{
    QStringList whom; ///< Doctors or a department, as typed, in single spaces; none: anybody.
    QList<Qt::DayOfWeek> weekdays; ///< None: any.
    QList<WallHours> hours; ///< None: any.

    friend bool operator==(const SlotWish &, const SlotWish &) = default;
};

/// Names apart by commas, a word behind "dr" always one; anywhere among them weekdays ("mon",
/// "tuesday"), "am", "pm", "morning", "afternoon", "after 14:00", "before 11", both for what lies
/// between, and "9:00-12:30". Several are added up. Nothing where hours are meant that no clock
/// shows: "after lunch", "14:00-9:00".
[[nodiscard]] std::optional<SlotWish> slotWish(const QString &text,
                                               const DateWords &words = DateWords::english());

} // namespace clinidesk
