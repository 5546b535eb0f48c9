// A Faster R-CNN with seeded random weights, small unless other settings are given.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/models/regions/faster_rcnn.h"

namespace rex::test {

/// Settings of a detector that gives at most 6 regions of 128 numbers for pictures of any size.
nlohmann::json small_detector_settings();

/// Weights under the reference's names, such that proposals stay near their anchors and lie in the picture.
std::map<std::string, at::Tensor> random_detector_weights(const nlohmann::json& settings, std::uint64_t seed = 3);

FasterRcnn random_detector(const nlohmann::json& settings = small_detector_settings(), std::uint64_t seed = 3);

/// Writes config.json, model.safetensors, objects_vocab.txt ("Object0", …) and attributes_vocab.txt to FOLDER.
void save_random_detector(const std::filesystem::path& folder,
                          const nlohmann::json& settings = small_detector_settings(), std::uint64_t seed = 3);

}  // namespace rex::test
