// One small model of each family, with inputs.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/models/model.h"

namespace rex::test {

struct SmallModel {
  nlohmann::json config;
  ModelInputs inputs;
};

/// The model_types of all families. A new one's small config is a file in tests/support/small_configs.
const std::vector<std::string>& small_families();

/// A config of FAMILY with so many LAYERS (of each kind) and HEADS, and inputs for BATCH samples (CLIP: one text more
/// than pictures); the second sample's text has padding.
SmallModel small_model(const std::string& family, std::int64_t batch = 1, int layers = 2, int heads = 2);

/// The model of CONFIG with seeded random weights.
std::unique_ptr<Model> build_random(const nlohmann::json& config);

}  // namespace rex::test
