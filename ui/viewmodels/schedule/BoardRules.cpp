#include "ui/viewmodels/schedule/BoardRules.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

template <typename Span>
bool overlaps(const Span &span, const QDateTime &startsAt, const QDateTime &endsAt)
{
    return span.startsAt < endsAt && span.endsAt > startsAt;
}

bool isOpen(const BoardColumn &column, const QDateTime &startsAt, const QDateTime &endsAt)
{
    return std::any_of(column.hours.cbegin(), column.hours.cend(), [&](const OpenSpan &span) {
        return span.startsAt <= startsAt && span.endsAt >= endsAt;
    });
}

bool isAway(const BoardColumn &column, const QDateTime &startsAt, const QDateTime &endsAt)
{
    return std::any_of(column.away.cbegin(), column.away.cend(),
                       [&](const Away &away) { return overlaps(away, startsAt, endsAt); });
}

Hindrance within(const BoardColumn &column, const QDateTime &startsAt, const QDateTime &endsAt,
                 AppointmentId besides)
{
    if (column.areHoursKnown && !isOpen(column, startsAt, endsAt))
        return Hindrance::Closed;
    if (isAway(column, startsAt, endsAt))
        return Hindrance::Away;
    return mostAtOnce(column, startsAt, endsAt, besides) >= column.seats ? Hindrance::Taken
                                                                         : Hindrance::None;
}

} // namespace

int mostAtOnce(const BoardColumn &column, const QDateTime &startsAt, const QDateTime &endsAt,
               AppointmentId besides)
{
    QList<const Appointment *> there;
    for (const BoardEntry &entry : column.entries) {
        const Appointment &each = entry.appointment;
        if (each.id != besides && isLive(each.status) && overlaps(each, startsAt, endsAt))
            there.append(&each);
    }
    int most = 0;
    for (const Appointment *each : std::as_const(there)) {
        const QDateTime moment = std::max(each->startsAt, startsAt);
        const auto atOnce
            = std::count_if(there.cbegin(), there.cend(), [&](const Appointment *other) {
                  return other->startsAt <= moment && other->endsAt > moment;
              });
        most = std::max(most, int(atOnce));
    }
    return most;
}

Hindrance hindranceAt(const BoardSheet &sheet, const BoardTime &time, const QDateTime &now,
                      AppointmentId besides, PastTimes past)
{
    const BoardColumn *column = sheet.column(time.column);
    if (!column || !time.startsAt.isValid())
        return Hindrance::Missing;
    const auto tolerated = now.addSecs(-std::chrono::seconds(pastTolerance).count());
    if (time.startsAt < tolerated && past == PastTimes::Refused)
        return Hindrance::Past;
    const Hindrance atOnce = within(*column, time.startsAt, time.startsAt.addSecs(60), besides);
    if (atOnce != Hindrance::None)
        return atOnce;
    return within(*column, time.startsAt, time.endsAt(), besides) == Hindrance::None
        ? Hindrance::None
        : Hindrance::TooLong;
}

std::chrono::minutes freeLength(const BoardSheet &sheet, const BoardTime &time,
                                AppointmentId besides)
{
    const BoardColumn *column = sheet.column(time.column);
    auto free = 0min;
    while (column && free < time.length
           && within(*column, time.startsAt,
                     time.startsAt.addSecs(std::chrono::seconds(free + 1min).count()), besides)
               == Hindrance::None)
        free += 1min;
    return free;
}

} // namespace clinidesk
