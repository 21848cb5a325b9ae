#pragma once

#include "core/cache/Cache.h"

#include <QJsonObject>

namespace clinidesk {

/// What became of a thousand who asked for the same thing at once.
struct Stampede
{
    int loads = 0; ///< Questions that the database was asked.
    int failed = 0;
    double tookUs = 0; ///< Until the last one had its answer.

    [[nodiscard]] QJsonObject toJson() const
    {
        return {{QStringLiteral("loads"), loads},
                {QStringLiteral("failed"), failed},
                {QStringLiteral("took_us"), tookUs}};
    }
};

/// A thousand callers of page @p number, which nobody has asked for yet; the database takes 20 ms.
[[nodiscard]] Stampede stampede(Cache &cache, int number);

} // namespace clinidesk
