#include "core/history/HistoryPageCodec.h"

#include "core/booking/AppointmentCodec.h"

namespace clinidesk {

void CacheCodec<Page<Appointment>>::write(CacheWriter &writer, const Page<Appointment> &page)
{
    writer.number(page.total);
    writer.byte(page.isExact ? 1 : 0);
    writer.number32(page.number);
    writer.number32(page.size);
    CacheCodec<QList<Appointment>>::write(writer, page.rows);
}

std::optional<Page<Appointment>> CacheCodec<Page<Appointment>>::read(CacheReader &reader)
{
    Page<Appointment> page;
    page.total = reader.number();
    page.isExact = reader.byte() != 0;
    page.number = reader.number32();
    page.size = reader.number32();
    auto rows = CacheCodec<QList<Appointment>>::read(reader);
    if (!rows || page.total < 0 || page.number < 1 || page.size < 1
        || page.size > Page<Appointment>::maxSize)
        return {};
    page.rows = *std::move(rows);
    return page;
}

} // namespace clinidesk
