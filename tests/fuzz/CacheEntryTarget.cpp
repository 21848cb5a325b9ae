#include "core/booking/AppointmentCodec.h"
#include "core/cache/CacheChecksum.h"
#include "core/cache/CacheEntry.h"
#include "tests/fuzz/Targets.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr QByteArrayView name("day:1:1:2:0:1:3");

/// @p bytes as if they had been written whole under that name.
QByteArray vouchedFor(const QByteArray &bytes)
{
    const quint64 sum = cacheChecksum(name, bytes);
    return bytes + QByteArray(reinterpret_cast<const char *>(&sum), sizeof sum);
}

bool isInside(QByteArrayView part, QByteArrayView whole)
{
    return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

} // namespace

QString brokenByCacheEntry(const QByteArray &bytes)
{
    const QByteArray whole = vouchedFor(bytes);
    const auto entry = unpacked(whole, name);
    if (entry && !isInside(entry->value, whole))
        return u"a value lies outside its entry"_s;
    if (entry && packed(*entry, name) != whole)
        return u"an entry doesn't come back as it was"_s;
    if (unpacked(bytes, name) || unpacked(whole, "day:1:1:2:0:1:4"))
        return u"an entry that was not written under this name is believed"_s;

    const CacheType &type = cacheTypeOf<QList<Appointment>>;
    const auto value = type.decoded(bytes);
    if (!value)
        return {};
    const auto again = type.decoded(type.encoded(value.get()));
    if (!again
        || *std::static_pointer_cast<const QList<Appointment>>(again)
            != *std::static_pointer_cast<const QList<Appointment>>(value))
        return u"appointments don't come back as they were"_s;
    return {};
}

} // namespace clinidesk
