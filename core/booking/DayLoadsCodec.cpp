#include "core/booking/DayLoadsCodec.h"

namespace clinidesk {

namespace {

constexpr qsizetype dayWidth = 40;

} // namespace

void CacheCodec<QList<DayLoad>>::write(CacheWriter &writer, const QList<DayLoad> &days)
{
    writer.count(days.size());
    for (const DayLoad &each : days) {
        writer.date(each.day);
        writer.number(each.offered.count());
        writer.number(each.open.count());
        writer.number(each.taken.count());
        writer.number(each.appointments);
    }
}

std::optional<QList<DayLoad>> CacheCodec<QList<DayLoad>>::read(CacheReader &reader)
{
    return reader.rows<DayLoad>(dayWidth, [&reader] {
        return DayLoad{.day = reader.date(),
                       .offered = std::chrono::minutes(reader.number()),
                       .open = std::chrono::minutes(reader.number()),
                       .taken = std::chrono::minutes(reader.number()),
                       .appointments = int(reader.number())};
    });
}

} // namespace clinidesk
