#pragma once

#include <QString>

namespace clinidesk {

/// Statements that fill a small clinic, as clinidesk_boot: a third clinic (3, Asia/Tokyo,
/// department 5 with two seats, doctor 4; ruth works there too), @p patients more patients from id
/// 1001 on, and
/// @p appointments random appointments of all clinics, departments, doctors and statuses from 200
/// days ago until 40 days ahead, at any hour of the local day. Folded; the same @p seed gives the
/// same rows.
[[nodiscard]] QString crowdedClinicSql(int patients, int appointments, int seed = 1);

} // namespace clinidesk
