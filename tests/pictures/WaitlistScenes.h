#pragma once

#include "tests/pictures/Scenes.h"

namespace clinidesk {

[[nodiscard]] QList<Scene> waitlistScenes();
/// Those no picture is kept of.
[[nodiscard]] QList<Scene> rareWaitlistScenes();

} // namespace clinidesk
