#include "core/models/families/patch_domain.h"

namespace rex {

TokenDomain patch_domain(const std::string& symbol, std::int64_t special, const nn::PatchEmbedding& patches,
                         const at::Tensor& pixels) {
  const auto [rows, columns] = patches.grid(pixels);
  TokenDomain domain;
  domain.symbol = symbol;
  domain.append(TokenKind::special, special);
  domain.append(TokenKind::patch, rows * columns);
  domain.grid_rows = rows;
  domain.grid_columns = columns;
  domain.patch_height = patches.weight.size(2);
  domain.patch_width = patches.weight.size(3);
  return domain;
}

std::string patch_summary(const Config& config, std::int64_t usual_image, std::int64_t usual_patch) {
  const auto [height, width] = config.extent("image_size", usual_image);
  const auto [patch_height, patch_width] = config.extent("patch_size", usual_patch);
  return "patches of " + std::to_string(patch_height) + "×" + std::to_string(patch_width) + " in " +
         std::to_string(height) + "×" + std::to_string(width) + " pixels";
}

bool has_classifier(const Config& config, const ParameterSource& source, const std::string& head) {
  return source.is_random() ? !config.architecture().ends_with("Model") : source.has(head);
}

}  // namespace rex
