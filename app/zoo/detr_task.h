#pragma once

#include <memory>

#include "app/zoo/train_loop.h"

namespace rex::zoo {

/// Detecting every object of a scene: demo-detr. Trained as in Carion et al. 2020 with auxiliary decoder losses and a
/// dense class loss on the encoder's input tokens.
std::unique_ptr<TrainTask> detr_task();

}  // namespace rex::zoo
