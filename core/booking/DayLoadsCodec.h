#pragma once

#include "core/booking/DayLoads.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

template <> struct CacheCodec<QList<DayLoad>>
{
    static void write(CacheWriter &writer, const QList<DayLoad> &days);
    static std::optional<QList<DayLoad>> read(CacheReader &reader);
};

} // namespace clinidesk
