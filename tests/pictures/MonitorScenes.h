#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk {

/// The figures behind the status bar in each state they have.
[[nodiscard]] QList<Scene> monitorScenes();

} // namespace clinidesk
