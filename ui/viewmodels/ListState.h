#pragma once

namespace clinidesk {

/// What a list has to show. "Empty" is only ever said after a request that succeeded.
enum class ListState {
    Idle, ///< Nothing has been asked yet.
    Loading,
    Shown,
    Empty,
    Failed, ///< Nothing to show, and the reason is known.
    Old, ///< Rows of an earlier answer, because the newest request failed.
};

} // namespace clinidesk
