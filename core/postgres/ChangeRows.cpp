#include "core/postgres/ChangeRows.h"

#include "core/postgres/AppointmentRows.h"
#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QString changeQuery(const QString &call)
{
    // A volatile function sees what the change has just written.
    return u"SELECT c.appointment_id, c.version, c.status, c.event_id, to_json(c.tags), "_s
        % appointmentColumnsOf(u"r"_s) % u" FROM clinidesk."_s % call
        % u" c LEFT JOIN LATERAL clinidesk.changed_row(c.appointment_id, c.version) r ON true"_s;
}

Change changeAt(const AnswerRows &row)
{
    return Change{
        .appointment = idAt<AppointmentId>(row, 0),
        .version = row.value(1).toInt(),
        .status = static_cast<Status>(row.value(2).toInt()),
        .event = idAt<EventId>(row, 3),
        .tags = textsAt(row, 4),
        .row = row.isNull(5) ? std::nullopt : std::optional(appointmentAt(row, 5)),
    };
}

} // namespace clinidesk
