#pragma once

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// A random arrangement of COUNT objects for a background of SETTING in which at least LEAST_VISIBLE of each object is
/// seen (judged on a coarse grid: the renderer knows exactly). May hold fewer objects where no room is found.
Arrangement plan_arrangement(Random& random, const SpriteSet& sprites, const Setting& setting,
                             const SceneOptions& options, int count, double least_visible);

}  // namespace rex::zoo
