#pragma once

#include "core/base/Error.h"

namespace clinidesk {

/// The name of @p code, for JSON.
[[nodiscard]] QString codeWord(Error::Code code);

/// What went wrong and what to do, for an administrator's terminal; Error::detail stands apart.
[[nodiscard]] QString sentenceFor(const Error &error);

/// @p text for a terminal: what isn't a letter but an order to it (colours, titles, the direction
/// of writing) is shown as a mark. Lines stay lines.
[[nodiscard]] QString forTerminal(const QString &text);

} // namespace clinidesk
