#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk {

/// Weeks, months and saved views.
[[nodiscard]] QList<Scene> calendarScenes();

} // namespace clinidesk
