#include "core/base/json_file.h"

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

TEST_CASE("a JSON object is read, and everything else is refused by what it is") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.json";
  const auto read = [&](const std::string& bytes) {
    test::write_file(path, bytes);
    return read_json_object(path, 1 << 20);
  };
  CHECK(read(R"({"a": [1, "]]{"]})")["a"][0] == 1);
  CHECK_THROWS_WITH(read("[1]"), ContainsSubstring("JSON array, not an object"));
  CHECK_THROWS_WITH(read(""), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": 1"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": \"\\ud800\"}"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": \"\xff\"}"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\":" + std::string(100000, '[')), ContainsSubstring("too deep"));
  CHECK_THROWS_WITH(read(std::string((1 << 20) + 1, ' ')), ContainsSubstring("more than the 1 MB"));
}

TEST_CASE("only regular files are read") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH(read_text_file(folder.path() / "missing", 10), ContainsSubstring("no such file"));
  CHECK_THROWS_WITH(read_text_file(folder.path(), 10), ContainsSubstring("not a regular file"));
  CHECK_THROWS_WITH(read_text_file("/dev/zero", 10), ContainsSubstring("not a regular file"));
}
