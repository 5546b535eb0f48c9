#pragma once

#include <filesystem>
#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// demo-visualbert and demo-lxmert: questions about scenes, from the regions that the demo-detr in SIBLINGS finds.
/// Throws Error when that is not there.
std::unique_ptr<TrainTask> visual_bert_task(const std::filesystem::path& siblings);
std::unique_ptr<TrainTask> lxmert_task(const std::filesystem::path& siblings);

}  // namespace rex::zoo
