#pragma once

#include "core/cache/CacheCodec.h"
#include "core/patients/Patient.h"

namespace clinidesk {

template <> struct CacheCodec<Patient>
{
    static void write(CacheWriter &writer, const Patient &patient);
    static std::optional<Patient> read(CacheReader &reader);
};

} // namespace clinidesk
