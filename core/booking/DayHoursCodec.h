#pragma once

#include "core/booking/DayHours.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

template <> struct CacheCodec<QList<SeatHours>>
{
    static void write(CacheWriter &writer, const QList<SeatHours> &rows);
    static std::optional<QList<SeatHours>> read(CacheReader &reader);
};

} // namespace clinidesk
