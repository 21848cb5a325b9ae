#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

/// Clinics are kept without their today, which is the clock's to say.
template <> struct CacheCodec<QList<Clinic>>
{
    static void write(CacheWriter &writer, const QList<Clinic> &clinics);
    static std::optional<QList<Clinic>> read(CacheReader &reader);
};

template <> struct CacheCodec<QList<Department>>
{
    static void write(CacheWriter &writer, const QList<Department> &departments);
    static std::optional<QList<Department>> read(CacheReader &reader);
};

template <> struct CacheCodec<QList<Doctor>>
{
    static void write(CacheWriter &writer, const QList<Doctor> &doctors);
    static std::optional<QList<Doctor>> read(CacheReader &reader);
};

template <> struct CacheCodec<QList<StatusStep>>
{
    static void write(CacheWriter &writer, const QList<StatusStep> &steps);
    static std::optional<QList<StatusStep>> read(CacheReader &reader);
};

} // namespace clinidesk
