#include "core/booking/SlotCodec.h"

namespace clinidesk {

namespace {

constexpr qsizetype slotWidth = 36; // The least a row takes.

} // namespace

void CacheCodec<QList<Slot>>::write(CacheWriter &writer, const QList<Slot> &times)
{
    writer.count(times.size());
    for (const Slot &slot : times) {
        writer.number(slot.doctor.value());
        writer.text(slot.doctorName);
        writer.number(slot.department.value());
        writer.moment(slot.startsAt);
        writer.moment(slot.endsAt);
    }
}

std::optional<QList<Slot>> CacheCodec<QList<Slot>>::read(CacheReader &reader)
{
    return reader.rows<Slot>(slotWidth, [&reader] {
        return Slot{.doctor = DoctorId(reader.number()),
                    .doctorName = reader.text(),
                    .department = DepartmentId(reader.number()),
                    .startsAt = reader.moment(),
                    .endsAt = reader.moment()};
    });
}

} // namespace clinidesk
