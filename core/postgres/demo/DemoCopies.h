#pragma once

#include "core/base/Result.h"
#include "core/demo/DemoClinic.h"

#include <QList>

#include <functional>

struct pg_conn;

namespace clinidesk {

/// Told now and then how many rows of the table at hand are on their way.
using RowsSent = std::function<void(qint64)>;

// Each copies the clinic's rows into one table or a few, inside the caller's transaction.

/// clinic, department, doctor, doctor_department, room, working_hours, absence.
[[nodiscard]] Result<Done> copyHouse(pg_conn *connection, const DemoHouse &house);

/// patient (with its search columns), patient_clinic and name_part.
[[nodiscard]] Result<Done> copyPatients(pg_conn *connection, const DemoPatients &patients,
                                        const RowsSent &sent);

/// appointment; @p staffIds are the ids of demoAccounts() in order.
[[nodiscard]] Result<Done> copyAppointments(pg_conn *connection, const DemoClinic &clinic,
                                            const QList<int> &staffIds, const RowsSent &sent);

} // namespace clinidesk
