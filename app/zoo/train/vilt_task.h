#pragma once

#include <filesystem>
#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// demo-vilt: the questions of demo-lxmert from the picture itself, without regions. Its first layers are those of the
/// picture's tower of the demo-clip in SIBLINGS and stay as they are, so that scenes are encoded once for many
/// questions; words meet them in the layers after these only. Throws Error where demo-clip is not there.
std::unique_ptr<TrainTask> vilt_task(const std::filesystem::path& siblings);

/// The second part of demo-vilt's training: all layers of the demo-vilt in SIBLINGS learn, and words and patches meet
/// in the first one. Throws Error where it is not there.
std::unique_ptr<TrainTask> vilt_whole_task(const std::filesystem::path& siblings);

}  // namespace rex::zoo
