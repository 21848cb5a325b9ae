#pragma once

#include "core/base/Id.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace clinidesk {

/// What a patient's own calendar is told of an appointment. Nothing here says whose it is.
struct CalendarEntry
{
    QString uid;
    QDateTime stampedAt; ///< UTC.
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    QString summary; ///< With whom.
    QString location; ///< The clinic.
};

/// Names the appointment in calendars for good, without telling its number: a calendar that gets
/// the same name again replaces the entry. @p installation tells clinics apart that number alike.
[[nodiscard]] QString calendarUid(quint64 installation, AppointmentId appointment);

/// @p entry as iCalendar (RFC 5545): one event in UTC, text escaped, lines folded at 75 octets and
/// ended by CR LF.
[[nodiscard]] QByteArray calendarText(const CalendarEntry &entry);

} // namespace clinidesk
