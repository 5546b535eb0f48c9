#include "core/models/families/timm_architecture.h"

#include <utility>
#include <vector>

namespace rex {

std::optional<std::int64_t> heads_of_timm_architecture(const std::string& name) {
  if (name.starts_with("test_vit")) return name.starts_with("test_vit3") || name.starts_with("test_vit4") ? 3 : 2;
  if (!name.starts_with("vit_") && !name.starts_with("deit_")) return std::nullopt;
  if (name.find("_giant_") != std::string::npos && name.find("dinov2") != std::string::npos) return 24;
  static const std::vector<std::pair<std::string, std::int64_t>> sizes = {
      {"_tiny_", 3},  {"_small_", 6},  {"_base_", 12},    {"_large_", 16},
      {"_huge_", 16}, {"_giant_", 16}, {"_gigantic_", 16}};
  for (const auto& [size, heads] : sizes) {
    if (name.find(size) != std::string::npos) return heads;
  }
  return std::nullopt;
}

}  // namespace rex
