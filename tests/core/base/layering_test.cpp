#include <regex>

#include "tests/support/catch.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;

TEST_CASE("core includes no Qt header") {
  const std::regex qt("#include *[<\"](Q[A-Z]|Qt)");
  for (const auto& entry : fs::recursive_directory_iterator(rex::test::source_folder() / "core")) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path().string());
    CHECK_FALSE(std::regex_search(rex::test::read_file(entry.path()), qt));
  }
}
