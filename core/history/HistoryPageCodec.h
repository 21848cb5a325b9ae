#pragma once

#include "core/base/Page.h"
#include "core/booking/Appointment.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

template <> struct CacheCodec<Page<Appointment>>
{
    static void write(CacheWriter &writer, const Page<Appointment> &page);
    static std::optional<Page<Appointment>> read(CacheReader &reader);
};

} // namespace clinidesk
