#pragma once

#include "core/settings/ServerProfile.h"

#include <QString>

#include <chrono>

namespace clinidesk {

class Patience;

/// Why a connection to @p server is refused as unsafe, in one of the words of docs/database.md:
/// libpq only says that it is. Looks once more, without a password, with @p login only once
/// the line is encrypted; empty when nothing is wrong or it can't be told. Blocks for some
/// @p longest, and for less than a second once @p patience is over.
[[nodiscard]] QString tlsProblem(const ServerProfile &server, const QString &login,
                                 std::chrono::milliseconds longest, const Patience &patience);

} // namespace clinidesk
