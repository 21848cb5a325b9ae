#pragma once

#include "ui/viewmodels/booking/ClinicChoice.h"

namespace clinidesk {

/// Whom of the clinic in front somebody meant.
struct WhomMeant
{
    DepartmentId department; ///< Null: none was named.
    QList<DoctorId> doctors; ///< Everybody whose name it may be.
    QString fault; ///< A sentence where somebody is called otherwise; empty: all were found.
};

/// Each of @p typed is a doctor, or several who are called so, or else a department: every word of
/// it, or what it begins with. One department at most.
[[nodiscard]] WhomMeant whomMeant(const QStringList &typed, const ClinicChoice &clinics);

} // namespace clinidesk
