// Where golden cases lie: tests/golden, or the folder that REX_GOLDENS names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::test {

struct GoldenFolder {
  std::filesystem::path path;
  std::string kind;  ///< the name without its last hyphen and number: "siglip2" of siglip2-1
};

/// Every folder below the root, by name; those whose name does not end in a hyphen and a number are left out.
std::vector<GoldenFolder> golden_folders();

}  // namespace rex::test
