#pragma once

#include "core/booking/AppointmentBook.h"

#include <QString>

namespace clinidesk {

class AnswerRows;

/// The query that makes the change that @p call (of a database function, with its arguments) stands
/// for, and reads the changed rows in the same round trip; for changeAt().
[[nodiscard]] QString changeQuery(const QString &call);
/// One row of a changeQuery().
[[nodiscard]] Change changeAt(const AnswerRows &row);

} // namespace clinidesk
