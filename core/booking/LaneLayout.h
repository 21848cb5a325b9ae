#pragma once

#include <QDateTime>
#include <QList>

namespace clinidesk {

/// What stands in a column of the day.
struct LaneSpan
{
    QDateTime startsAt;
    QDateTime endsAt;
    qint64 key = 0; ///< Decides between equal ones, so that nothing jumps when a day is read again.
};

/// Where it stands: the `lane`th of `lanes` of one width.
struct LanePlace
{
    int lane = 0; ///< From 0.
    int lanes = 1;

    friend bool operator==(const LanePlace &, const LanePlace &) = default;
};

/// Places side by side for what overlaps, so that nothing covers anything: one for each of
/// @p spans, in their order. The earlier, then the longer stands further to the front; the same
/// spans get the same places in whatever order they come. What overlaps with others, directly or
/// through a third, has as many lanes as they.
[[nodiscard]] QList<LanePlace> laneLayout(const QList<LaneSpan> &spans);

} // namespace clinidesk
