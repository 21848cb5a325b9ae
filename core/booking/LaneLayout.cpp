#include "core/booking/LaneLayout.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace clinidesk {

namespace {

QList<qsizetype> inReadingOrder(const QList<LaneSpan> &spans)
{
    QList<qsizetype> order(spans.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&spans](qsizetype one, qsizetype other) {
        const LaneSpan &a = spans.at(one);
        const LaneSpan &b = spans.at(other);
        return std::tie(a.startsAt, b.endsAt, a.key) < std::tie(b.startsAt, a.endsAt, b.key);
    });
    return order;
}

} // namespace

QList<LanePlace> laneLayout(const QList<LaneSpan> &spans)
{
    QList<LanePlace> places(spans.size());
    QList<qsizetype> together; // What hangs together with what came last.
    std::vector<QDateTime> busyUntil; // Of each lane they take.
    const auto widen = [&] {
        for (const qsizetype each : std::as_const(together))
            places[each].lanes = int(busyUntil.size());
        together.clear();
        busyUntil.clear();
    };
    const auto order = inReadingOrder(spans);
    for (const qsizetype each : order) {
        const LaneSpan &span = spans.at(each);
        const auto isFree = [&span](const QDateTime &until) { return until <= span.startsAt; };
        if (std::all_of(busyUntil.begin(), busyUntil.end(), isFree))
            widen();
        auto lane = std::find_if(busyUntil.begin(), busyUntil.end(), isFree);
        if (lane == busyUntil.end())
            lane = busyUntil.insert(lane, QDateTime());
        // Even what lasts no time is to be seen.
        *lane = std::max(span.endsAt, span.startsAt.addMSecs(1));
        places[each].lane = int(lane - busyUntil.begin());
        together.append(each);
    }
    widen();
    return places;
}

} // namespace clinidesk
