#pragma once

#include <filesystem>
#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// demo-clip: which of several captions fits a scene. Where SIBLINGS holds demo-vit, the picture's tower begins with
/// its weights.
std::unique_ptr<TrainTask> clip_task(const std::filesystem::path& siblings);

}  // namespace rex::zoo
