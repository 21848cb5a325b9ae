#pragma once

#include "core/cache/CacheSeals.h"

#include <QString>

namespace clinidesk {

/// The same keys each time, one for the null clinic and each of the first ten: desks that are given
/// them share everything.
[[nodiscard]] inline SealKeys sampleSealKeys()
{
    SealKeys keys;
    for (int clinic = 0; clinic <= 10; ++clinic)
        keys.insert(ClinicId(clinic),
                    SecretKey::fromHex(QString(2 * SecretKey::size, QChar(u'0' + clinic % 10)))
                        .value_or(SecretKey()));
    return keys;
}

} // namespace clinidesk
