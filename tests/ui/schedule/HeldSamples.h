#pragma once

#include "core/booking/SlotHolds.h"
#include "tests/ui/schedule/BoardSamples.h"

namespace clinidesk::samples {

/// A colleague's hold of Dr Okafor's time until 08:02:30; @p minute counts from 09:00.
inline SlotHold heldAt(int minute, int length = 20,
                       const QString &who = QStringLiteral("Mara Lindt"))
{
    return {.time = {.clinic = ClinicId(1),
                     .day = today,
                     .doctor = DoctorId(11),
                     .department = {},
                     .startsAt = at(minute),
                     .endsAt = at(minute + length)},
            .who = who,
            .until = at(-58).addSecs(30)};
}

} // namespace clinidesk::samples
