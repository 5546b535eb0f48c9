// One small model with seeded random weights for each family, as folders that the window opens.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::test {

/// "vit", "detr", "bert", "clip", "visual_bert", "lxmert" and "vilt".
const std::vector<std::string>& families();

/// Writes FOLDER/FAMILY: config, weights, vocabulary of the sample scenes' words, and for models that see regions a
/// DETR in regions/. Returns the model's folder.
std::filesystem::path save_family_model(const std::filesystem::path& folder, const std::string& family);

}  // namespace rex::test
