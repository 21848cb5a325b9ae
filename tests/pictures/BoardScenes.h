#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk {

[[nodiscard]] QList<Scene> boardScenes();

} // namespace clinidesk
