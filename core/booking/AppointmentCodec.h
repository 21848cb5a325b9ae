#pragma once

#include "core/booking/Appointment.h"
#include "core/cache/CacheCodec.h"

namespace clinidesk {

/// One row's fields; for codecs of what holds appointments.
void write(CacheWriter &writer, const Appointment &appointment);
/// Only a good reader's answer counts.
[[nodiscard]] Appointment readAppointment(CacheReader &reader);
/// The least a row takes, for CacheReader::count().
inline constexpr qsizetype appointmentWidth = 129;

template <> struct CacheCodec<QList<Appointment>>
{
    static void write(CacheWriter &writer, const QList<Appointment> &appointments);
    static std::optional<QList<Appointment>> read(CacheReader &reader);
};

} // namespace clinidesk
