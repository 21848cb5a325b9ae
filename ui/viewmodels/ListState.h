#pragma once

#include "core/base/Error.h"
#include "core/base/Freshness.h"

#include <optional>

namespace clinidesk {

/// What a list has to show. "Empty" is only ever said after a request that succeeded.
enum class ListState {
    Idle, ///< Nothing has been asked yet.
    Loading,
    Shown,
    Empty,
    Failed, ///< Nothing to show, and the reason is known.
    Old, ///< Rows of an earlier answer, because no newer one can be had.
};

/// What an answer is to be shown as. An old one without a row doesn't say that there is none now.
[[nodiscard]] inline ListState stateOf(const Freshness &freshness, bool isEmpty)
{
    if (freshness.isStale)
        return ListState::Old;
    return isEmpty ? ListState::Empty : ListState::Shown;
}

/// Why an answer is an old one: the server could not be asked. None for a good answer.
[[nodiscard]] inline std::optional<Error> failureBehind(const Freshness &freshness)
{
    if (!freshness.isStale)
        return {};
    return Error{Error::Code::Unavailable, QStringLiteral("the last good answer is shown"), {}};
}

} // namespace clinidesk
