#pragma once

namespace clinidesk {

/// How much somebody wants to know.
enum class Reading {
    Usual,
    PastTheCache, ///< Asks the database whatever is kept; what it answers is kept as usual.
};

} // namespace clinidesk
