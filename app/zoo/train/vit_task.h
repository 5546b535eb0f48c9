#pragma once

#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// Which class the main object of a scene has, among smaller distractors: demo-vit. A dense class loss on the patch
/// tokens of the last layer teaches it what things look like.
std::unique_ptr<TrainTask> vit_task();

}  // namespace rex::zoo
