#include "core/booking/SlotHolds.h"

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qint64 longestSeconds = 24 * 60 * 60;

Error fault(const QString &field, const QString &problem)
{
    return {Error::Code::Invalid,
            u"no time that can be held"_s,
            {{u"field"_s, field}, {u"problem"_s, problem}}};
}

} // namespace

bool overlap(const ColumnTime &one, const ColumnTime &other)
{
    const bool isSameColumn = one.clinic == other.clinic && one.doctor == other.doctor
        && (!one.doctor.isNull() || one.department == other.department);
    return isSameColumn && one.startsAt < other.endsAt && one.endsAt > other.startsAt;
}

std::optional<Error> faultIn(const ColumnTime &time)
{
    if (time.clinic.value() <= 0)
        return fault(u"clinic"_s, u"missing"_s);
    if (time.doctor.value() < 0 || (time.doctor.isNull() && time.department.value() <= 0))
        return fault(u"doctor"_s, u"missing"_s);
    if (!time.day.isValid() || time.day.year() < 1970 || time.day.year() > 9999)
        return fault(u"day"_s, u"out_of_range"_s);
    if (!time.startsAt.isValid() || !time.endsAt.isValid())
        return fault(u"starts_at"_s, u"missing"_s);
    const qint64 length = time.startsAt.secsTo(time.endsAt);
    if (length <= 0 || length > longestSeconds)
        return fault(u"length"_s, u"out_of_range"_s);
    // No zone is further from the world's time than fourteen hours.
    if (std::abs(time.day.daysTo(time.startsAt.toUTC().date())) > 1)
        return fault(u"day"_s, u"out_of_range"_s);
    return {};
}

std::optional<SlotHold> hinderingHold(const QList<SlotHold> &others, const HoldWish &wish)
{
    QList<SlotHold> there = others;
    there.removeIf([&](const SlotHold &hold) { return !overlap(hold.time, wish.time); });
    const bool isFull = std::any_of(there.cbegin(), there.cend(), [&](const SlotHold &hold) {
        const QDateTime moment = std::max(hold.time.startsAt, wish.time.startsAt);
        const auto atOnce = std::count_if(there.cbegin(), there.cend(), [&](const SlotHold &each) {
            return each.time.startsAt <= moment && each.time.endsAt > moment;
        });
        return atOnce >= wish.places;
    });
    return isFull ? std::optional(there.first()) : std::nullopt;
}

} // namespace clinidesk
