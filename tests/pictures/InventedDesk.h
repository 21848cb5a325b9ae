#pragma once

#include "tests/window/FakeDesk.h"

#include <memory>

namespace clinidesk {

/// A desk on the invented clinic, in light and at the usual size of text, whatever the desk before
/// it chose.
[[nodiscard]] std::unique_ptr<FakeDesk> newDesk();

/// Lets posted events, layouts and what they post in turn happen.
void settle();

} // namespace clinidesk
