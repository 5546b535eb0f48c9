#pragma once

#include <cstdint>
#include <memory>
#include <opencv2/core/types.hpp>

#include "app/zoo/train_loop.h"

namespace rex::zoo {

/// Detecting every object of a scene: demo-detr. Trained as in Carion et al. 2020 with auxiliary decoder losses and a
/// dense class loss on the encoder's input tokens.
std::unique_ptr<TrainTask> detr_task();

/// Sizes of the batches that demo-detr knows: mostly square, some wide, some high, as pictures are. SMALL: of the first
/// part of its training.
cv::Size detection_size(std::uint64_t batch, bool small = false);

}  // namespace rex::zoo
