#include "core/booking/MendedDay.h"

#include <algorithm>
#include <utility>

namespace clinidesk {

namespace {

bool isBefore(const Appointment &a, const Appointment &b)
{
    return std::pair(a.startsAt, a.id) < std::pair(b.startsAt, b.id);
}

} // namespace

QList<Appointment> mendedDay(QList<Appointment> day, QDate date, const Appointment &row)
{
    const auto same = std::find_if(day.begin(), day.end(),
                                   [&row](const Appointment &each) { return each.id == row.id; });
    if (same != day.end()) {
        if (same->version > row.version)
            return day;
        day.erase(same);
    }
    if (row.day == date)
        day.insert(std::lower_bound(day.begin(), day.end(), row, isBefore), row);
    return day;
}

} // namespace clinidesk
