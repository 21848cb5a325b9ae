#pragma once

#include <QByteArray>
#include <QDateTime>

namespace clinidesk {

/// One end of an absence on the clinic's wall. An invalid time is the day's beginning or end.
struct AbsenceEdge
{
    enum class End { First, Last };

    QDate day;
    QTime time;

    friend bool operator==(const AbsenceEdge &, const AbsenceEdge &) = default;
};

/// What the wall of a clinic in @p zone shows at @p instant.
[[nodiscard]] AbsenceEdge edgeOf(const QDateTime &instant, const QByteArray &zone);
/// UTC; invalid for a time that the clock jumps over. Of a time that comes twice what makes the
/// absence longer: nobody is booked into its middle.
[[nodiscard]] QDateTime instantOf(const AbsenceEdge &edge, AbsenceEdge::End end,
                                  const QByteArray &zone);

} // namespace clinidesk
