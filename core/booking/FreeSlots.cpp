#include "core/booking/FreeSlots.h"

#include <algorithm>

namespace clinidesk {

namespace {

template <typename Value> QList<Value> eachOnce(QList<Value> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// Milliseconds of the day; its end is later than its beginning.
int endOf(const WallHours &hours)
{
    const int until = hours.until.msecsSinceStartOfDay();
    return until == 0 ? 24 * 60 * 60 * 1000 : until;
}

bool isInOrder(const WallHours &hours)
{
    return hours.from.isValid() && hours.until.isValid()
        && hours.from.msecsSinceStartOfDay() < endOf(hours);
}

QList<WallHours> merged(QList<WallHours> hours)
{
    if (!std::all_of(hours.cbegin(), hours.cend(), isInOrder))
        return hours;
    std::sort(hours.begin(), hours.end(),
              [](const WallHours &a, const WallHours &b) { return a.from < b.from; });
    QList<WallHours> spans;
    for (const WallHours &each : std::as_const(hours)) {
        if (spans.isEmpty() || each.from.msecsSinceStartOfDay() > endOf(spans.last()))
            spans.append(each);
        else if (endOf(each) > endOf(spans.last()))
            spans.last().until = each.until;
    }
    const QTime midnight(0, 0);
    if (spans == QList<WallHours>{{midnight, midnight}})
        spans.clear();
    return spans;
}

} // namespace

SlotQuery canonical(const SlotQuery &query)
{
    SlotQuery same = query;
    same.doctors = eachOnce(query.doctors);
    same.weekdays = eachOnce(query.weekdays);
    if (same.weekdays.size() == 7)
        same.weekdays.clear();
    same.hours = merged(query.hours);
    return same;
}

} // namespace clinidesk
