#include "core/booking/SeriesBook.h"

#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace clinidesk {

StartState::Kind startStateOf(const QString &word)
{
    using Kind = StartState::Kind;
    static const QHash<QString, Kind> kinds{
        {u"free"_s, Kind::Free},     {u"taken"_s, Kind::Taken},   {u"patient"_s, Kind::PatientBusy},
        {u"closed"_s, Kind::Closed}, {u"absent"_s, Kind::Absent}, {u"overlap"_s, Kind::Overlap},
        {u"past"_s, Kind::Past},     {u"future"_s, Kind::TooFar}};
    return kinds.value(word, Kind::Taken);
}

QList<StartState> startStatesOf(const Error &conflict, qsizetype count)
{
    QList<StartState> states(count);
    const QJsonArray named = conflict.facts.value(u"occurrences"_s).toArray();
    for (const QJsonValue &one : named) {
        const qsizetype place = one[u"n"_s].toInteger() - 1;
        if (place >= 0 && place < count)
            states[place] = {startStateOf(one[u"state"_s].toString()),
                             AppointmentId(one[u"appointment"_s].toInteger())};
    }
    return states;
}

} // namespace clinidesk
