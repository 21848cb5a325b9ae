#pragma once

#include "core/booking/FreeSlots.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

template <> struct CacheCodec<QList<Slot>>
{
    static void write(CacheWriter &writer, const QList<Slot> &times);
    static std::optional<QList<Slot>> read(CacheReader &reader);
};

} // namespace clinidesk
