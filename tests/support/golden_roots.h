// Where golden cases lie: tests/golden, or the folder that REX_GOLDENS names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::test {

struct GoldenFolder {
  std::filesystem::path path;
  std::string kind;          ///< the name without its last hyphen and number: "siglip2" of siglip2-1
  bool in_checkout = false;  ///< one of tests/golden, so that tests know the least that it holds
};

/// Every folder below the root, by name; those whose name does not end in a hyphen and a number are left out.
std::vector<GoldenFolder> golden_folders();

/// Those of KIND. Where the root that REX_GOLDENS names has none, the checkout's stand in: a test that runs over a kind
/// never passes for want of cases.
std::vector<GoldenFolder> golden_folders(const std::string& kind);

}  // namespace rex::test
