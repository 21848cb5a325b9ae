#pragma once

#include "core/limits/Limiter.h"

namespace clinidesk::samples {

inline LimitAsk exactAsk(int limit, std::chrono::seconds window, qint64 patient = 1)
{
    return {LimitKey::booking(7, PatientId(patient)), {LimitPolicy::Count::Exactly, limit, window}};
}

inline LimitAsk smoothAsk(int limit, std::chrono::seconds window, qint64 staff = 1)
{
    return {LimitKey::change(7, StaffId(staff)), {LimitPolicy::Count::Smoothly, limit, window}};
}

} // namespace clinidesk::samples
