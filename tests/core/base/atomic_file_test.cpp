#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>

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

TEST_CASE("a link is written through, and what is no file is written in place") {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "other");
  const auto real = folder.path() / "other" / "a.json", link = folder.path() / "a.json";
  test::write_file(real, "old");
  std::filesystem::create_symlink("other/a.json", link);
  write_atomically(link, "new");
  CHECK(std::filesystem::is_symlink(link));
  CHECK(test::read_file(real) == "new");
  const auto dangling = folder.path() / "b.json";
  std::filesystem::create_symlink("other/b.json", dangling);
  write_atomically(dangling, "made");
  CHECK(test::read_file(folder.path() / "other" / "b.json") == "made");
  const auto pipe = folder.path() / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = open(pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  write_atomically(pipe, "through");
  std::array<char, 16> read_back{};
  CHECK(read(reader, read_back.data(), read_back.size()) == 7);
  CHECK(std::string(read_back.data()) == "through");
  close(reader);
  CHECK(std::filesystem::is_fifo(pipe));
}
