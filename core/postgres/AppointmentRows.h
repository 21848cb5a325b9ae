#pragma once

#include "core/booking/Appointment.h"

#include <QString>

namespace clinidesk {

class AnswerRows;

/// The columns of an appointment row, as appointmentAt() expects them.
[[nodiscard]] const QString &appointmentColumns();
/// The same of a row called @p row.
[[nodiscard]] QString appointmentColumnsOf(const QString &row);

/// The appointment whose columns begin at @p first.
[[nodiscard]] Appointment appointmentAt(const AnswerRows &row, int first);

} // namespace clinidesk
