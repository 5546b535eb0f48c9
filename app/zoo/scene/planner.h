#pragma once

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// A random layout of COUNT objects for a background of SETTING in which at least LEAST_VISIBLE of each object is seen
/// (judged on a coarse grid: the renderer knows exactly). May hold fewer objects where no room is found.
Layout plan_layout(Random& random, const SpriteSet& sprites, const Setting& setting, const SceneOptions& options,
                   int count, double least_visible);

}  // namespace rex::zoo
