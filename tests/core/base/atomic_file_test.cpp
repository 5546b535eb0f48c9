#include "core/base/atomic_file.h"

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

TEST_CASE("an atomic write replaces the file whole and leaves nothing beside it") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "figure.png";
  test::write_file(path, "old");
  write_atomically(path, "new");
  CHECK(test::read_file(path) == "new");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a failed atomic write keeps the old file and removes the temporary one") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "figure.png";
  test::write_file(path, "old");
  CHECK_THROWS_AS(write_atomically(path, [](std::ostream&) { throw Error("x", "y"); }), Error);
  CHECK(test::read_file(path) == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a folder that does not exist is an error that says so") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH(write_atomically(folder.path() / "missing" / "a.json", "x"),
                    ContainsSubstring("cannot be written"));
}

TEST_CASE("the temporary name keeps the extension") {
  const test::TemporaryFolder folder;
  write_atomically_by_name(folder.path() / "a.svg", [](const std::filesystem::path& name) {
    CHECK(name.extension() == ".svg");
    test::write_file(name, "<svg/>");
  });
  CHECK(test::read_file(folder.path() / "a.svg") == "<svg/>");
}
