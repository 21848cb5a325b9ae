#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk {

/// Finding a time, as pictures are kept of it.
[[nodiscard]] QList<Scene> findTimeScenes();

/// What is seldom seen of it, for the walks alone.
[[nodiscard]] QList<Scene> rareFindTimeScenes();

} // namespace clinidesk
