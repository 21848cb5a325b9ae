#pragma once

#include "core/booking/Appointment.h"

#include <QSqlQuery>
#include <QString>

namespace clinidesk {

/// The columns of an appointment row, as appointmentAt() expects them.
[[nodiscard]] const QString &appointmentColumns();

/// The appointment whose columns begin at @p first.
[[nodiscard]] Appointment appointmentAt(const QSqlQuery &row, int first);

} // namespace clinidesk
