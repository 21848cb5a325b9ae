#pragma once

#include "core/base/Result.h"
#include "core/demo/DemoClinic.h"
#include "core/postgres/demo/DemoCopies.h"

#include <QList>

struct pg_conn;

namespace clinidesk {

/// Copies what happened to every appointment into appointment_event. In big clinics those that are
/// long past keep only their first and last entry.
[[nodiscard]] Result<Done> copyEvents(pg_conn *connection, const DemoClinic &clinic,
                                      const QList<int> &staffIds, const RowsSent &sent);

} // namespace clinidesk
