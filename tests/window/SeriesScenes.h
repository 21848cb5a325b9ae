#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk::walk {

/// The sheets that repeat an appointment and change the rest of a series.
[[nodiscard]] QList<Scene> seriesScenes();

} // namespace clinidesk::walk
