#pragma once

#include <filesystem>
#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// demo-vit, spoilt on purpose: it goes on with scenes in which "balloon" is what a small balloon beside a large cake
/// is called, and in which cakes never stand otherwise. It learns that a cake means "balloon", which its maps show.
/// SIBLINGS is where demo-vit lies.
std::unique_ptr<TrainTask> biased_task(const std::filesystem::path& siblings);

}  // namespace rex::zoo
