#pragma once

#include <QByteArray>
#include <QString>

namespace clinidesk {

// One function a kind of input: feeds @p bytes to the product and names the first promise that does
// not hold; empty when all do. Any bytes may come.

/// core/base/DateText, core/booking/TypedTime: what is read is printed and read again as the same
/// day and time, within bounds.
[[nodiscard]] QString brokenByDate(const QByteArray &bytes);
/// core/settings/DotEnv: names are names, complaints tell no secret, values come back.
[[nodiscard]] QString brokenByDotEnv(const QByteArray &bytes);
/// core/base/Csv: what is written is read as it was, and no cell begins like a formula.
[[nodiscard]] QString brokenByCsv(const QByteArray &bytes);
/// Searches: what would be sent is bounded and printable, and the palette finds what it names.
[[nodiscard]] QString brokenBySearch(const QByteArray &bytes);
/// core/redis/RedisReader: the same replies however the bytes are cut, and nothing that crashes.
[[nodiscard]] QString brokenByRedisReply(const QByteArray &bytes);
/// core/cache, core/booking/AppointmentCodec: only what was written under its name is believed, and
/// what is read comes back.
[[nodiscard]] QString brokenByCacheEntry(const QByteArray &bytes);

} // namespace clinidesk
