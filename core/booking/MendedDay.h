#pragma once

#include "core/booking/Appointment.h"

#include <QList>

namespace clinidesk {

/// The list @p day of the local day @p date with @p row as a change has made it: in its place by
/// start, or gone when it moved to another day. What the list has in a newer version stays.
[[nodiscard]] QList<Appointment> mendedDay(QList<Appointment> day, QDate date,
                                           const Appointment &row);

} // namespace clinidesk
