#pragma once

#include "core/demo/DemoRows.h"

namespace clinidesk {

/// The hospital's branches, of which the first @p count open.
[[nodiscard]] QList<DemoBranch> demoBranches(int count);

/// A department as planned: which branch, and its share of the doctors out of all shares.
struct DemoDepartmentPlan
{
    DemoDepartment department;
    int share = 0; ///< 0: seats only.
    QString specialisation;
};

/// The 8 departments of the two branches; a third branch brings three more.
[[nodiscard]] QList<DemoDepartmentPlan> demoDepartments(int branches);

} // namespace clinidesk
