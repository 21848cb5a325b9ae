#pragma once

#include <QDateTime>

namespace clinidesk {

/// Where an answer came from and when it was true.
struct Freshness
{
    enum class Layer { Memory, Redis, Database };

    Layer layer = Layer::Database;
    QDateTime asOf; ///< UTC.
    bool isStale = false; ///< The last good answer, shown because no newer one can be had.

    friend bool operator==(const Freshness &, const Freshness &) = default;
};

} // namespace clinidesk
