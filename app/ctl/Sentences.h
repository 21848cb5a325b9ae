#pragma once

#include "core/base/Error.h"

namespace clinidesk {

/// The name of @p code, for JSON.
[[nodiscard]] QString codeWord(Error::Code code);

/// What went wrong and what to do, for an administrator's terminal.
[[nodiscard]] QString sentenceFor(const Error &error);

} // namespace clinidesk
