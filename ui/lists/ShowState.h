#pragma once

#include "core/base/Error.h"
#include "core/base/Freshness.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/widgets/StateView.h"

#include <optional>

namespace clinidesk {

/// Everything a list's state needs to be shown.
struct ListFacts
{
    ListState state = ListState::Idle;
    std::optional<Error> failure = {};
    std::optional<Freshness> freshness = {};
    ConnectionState::Kind connection = ConnectionState::Kind::Connected;
    QString what = {}; ///< "The history could not be read"
    EmptyState empty = {};
};

/// Puts @p facts on @p view: rows, skeleton, empty, failed, or old rows with a strip that says so.
void showState(StateView &view, const ListFacts &facts);

} // namespace clinidesk
