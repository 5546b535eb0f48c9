// Hugging Face's index of a checkpoint that is split over several files: model.safetensors.index.json or
// pytorch_model.bin.index.json, {"weight_map": {tensor: file}}.
#pragma once

#include <filesystem>

#include "core/checkpoint/contents.h"

namespace rex {

/// Opens every file that the index names; each must lie in the index's own folder and hold the tensors that the index
/// expects in it. Throws Error where one does not.
Contents read_sharded_index(const std::filesystem::path& index);

/// One weights file of any format, told by its first bytes. Throws Error that says what else the file is, where that
/// can be seen.
Contents read_weights_file(const std::filesystem::path& path);

}  // namespace rex
