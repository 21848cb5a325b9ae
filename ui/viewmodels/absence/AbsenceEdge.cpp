#include "ui/viewmodels/absence/AbsenceEdge.h"

#include "core/booking/SeriesRule.h"

#include <QTimeZone>

namespace clinidesk {

namespace {

/// The first instant of a local day: in some zones the clock jumps over midnight.
QDateTime startOf(QDate day, const QByteArray &zone)
{
    constexpr int latest = 4 * 60;
    for (int minutes = 0; minutes < latest; minutes += 15) {
        const auto instants = instantsOf(day, QTime(minutes / 60, minutes % 60), zone);
        if (!instants.isEmpty())
            return instants.first();
    }
    return {};
}

} // namespace

AbsenceEdge edgeOf(const QDateTime &instant, const QByteArray &zone)
{
    const QDateTime local = instant.toTimeZone(QTimeZone(zone));
    return {local.date(), local.time()};
}

QDateTime instantOf(const AbsenceEdge &edge, AbsenceEdge::End end, const QByteArray &zone)
{
    const bool isFirst = end == AbsenceEdge::End::First;
    if (!edge.time.isValid())
        return startOf(isFirst ? edge.day : edge.day.addDays(1), zone);
    const auto instants = instantsOf(edge.day, edge.time, zone);
    if (instants.isEmpty())
        return {};
    return isFirst ? instants.first() : instants.last();
}

} // namespace clinidesk
