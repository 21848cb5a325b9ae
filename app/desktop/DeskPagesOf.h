#pragma once

#include "ui/shell/MainWindow.h"

namespace clinidesk {

/// The pages of @p session's role, in the order of the rail. @p ports outlive them.
[[nodiscard]] DeskPages deskPagesOf(const Ports &ports, const Session &session);

} // namespace clinidesk
