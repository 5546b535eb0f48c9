// Model folders for tests: golden ones as they are or with parts exchanged, and small random ones.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rex::test {

/// Copies the named FILES of tests/golden/NAME to FOLDER, which is made where it is absent.
void copy_golden(const std::string& name, const std::filesystem::path& folder, const std::vector<std::string>& files);

/// Copies tests/golden/NAME/FILE to FOLDER as NEW_NAME.
void copy_golden_as(const std::string& name, const std::string& file, const std::filesystem::path& folder,
                    const std::string& new_name);

/// Writes config.json and model.safetensors with seeded random weights to FOLDER.
void save_random_model(const std::filesystem::path& folder, const nlohmann::json& config, std::uint64_t seed = 1);

/// The config of a DETR with 3 classes, 6 queries and states of 16 numbers, for pictures of any size.
nlohmann::json tiny_detr_config();

}  // namespace rex::test
