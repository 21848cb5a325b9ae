#include "core/booking/AppointmentCodec.h"
#include "core/cache/CacheEntry.h"
#include "core/vault/Seal.h"
#include "tests/fuzz/Targets.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr QByteArrayView name("day:1:1:2:0:1:3");

const Seal &seal()
{
    static const Seal made(SecretKey::random());
    return made;
}

/// What a desk does with an entry before it can know whether anybody vouches for it.
QString brokenByEntry(const QByteArray &bytes)
{
    const auto head = headOf(bytes);
    if (head && head->generations.isEmpty())
        return u"an entry without generations is read"_s;
    if (openedValue(bytes, name, seal()))
        return u"an entry that was sealed by nobody is believed"_s;
    return {};
}

/// The bytes as the value of an entry, so that the seal doesn't keep them from the decoders.
QString brokenByValue(const QByteArray &bytes)
{
    const CacheHead head{.kind = CacheKind::Day, .madeAt = 1, .generations = {1, 2}};
    const QByteArray entry = sealedEntry(head, bytes, name, seal());
    if (openedValue(entry, name, seal()) != bytes)
        return u"a value doesn't come back as it was"_s;
    if (openedValue(entry, "day:1:1:2:0:1:4", seal()))
        return u"an entry is believed under another name"_s;

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

} // namespace

QString brokenByCacheEntry(const QByteArray &bytes)
{
    const QString broken = brokenByEntry(bytes);
    return broken.isEmpty() ? brokenByValue(bytes) : broken;
}

} // namespace clinidesk
