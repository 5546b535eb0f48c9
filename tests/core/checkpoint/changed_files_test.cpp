// Weights that somebody writes to or cuts while they are open: the numbers stay what was opened, or it is said.
#include <ATen/ATen.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/base/error.h"
#include "core/checkpoint/checkpoint.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t elements = 100'000;  // 100 pages, so that most lie behind a cut at the first

/// A safetensors file with one tensor "w" of elements ones, long enough ago that a change shows in its time.
fs::path file_of_ones(const fs::path& folder) {
  const fs::path path = folder / "w.safetensors";
  save_safetensors(path, {{"w", at::ones({elements})}});
  const timespec old[2] = {{1'000'000'000, 5}, {1'000'000'000, 5}};
  REQUIRE(utimensat(AT_FDCWD, path.c_str(), old, 0) == 0);
  return path;
}

/// What a training script does that saves over its own file: same name, same inode, other numbers.
void overwrite_in_place(const fs::path& path) {
  const auto size = fs::file_size(path);
  std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(static_cast<std::streamoff>(size - 4 * elements));
  const float other = 7;
  for (std::int64_t i = 0; i < elements; ++i) stream.write(reinterpret_cast<const char*>(&other), sizeof other);
  REQUIRE(stream.good());
}

void replace(const fs::path& path) {
  save_safetensors(path, {{"w", at::zeros({elements})}});  // renames over it
}

double total(const at::Tensor& tensor) { return tensor.sum().item<double>(); }

}  // namespace

TEST_CASE("held weights stay what was opened, whatever happens to the file") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  const Checkpoint checkpoint = Checkpoint::open(path);
  const at::Tensor before = checkpoint.tensor("w");
  const WatchedFiles watched = checkpoint.watched();
  CHECK(!watched.changed_on_disk());
  SECTION("overwritten in place") { overwrite_in_place(path); }
  SECTION("cut") { fs::resize_file(path, 100); }
  SECTION("emptied") { fs::resize_file(path, 0); }
  SECTION("replaced") { replace(path); }
  SECTION("removed") { fs::remove(path); }
  CHECK(total(before) == elements);
  CHECK(total(checkpoint.tensor("w")) == elements);
  CHECK_FALSE(watched.weights_changed());
  CHECK_NOTHROW(watched.check());
  CHECK(watched.changed_on_disk() == path);  // there is something else to open now
}

TEST_CASE("mapped weights that change under a pass are told") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  const std::uint64_t hold_up_to = fs::file_size(path) - 1;
  Checkpoint checkpoint = Checkpoint::open(path, hold_up_to);
  at::Tensor weights = checkpoint.tensor("w");
  const WatchedFiles watched = checkpoint.watched();
  CHECK_FALSE(watched.weights_changed());
  CHECK(!watched.changed_on_disk());
  SECTION("overwritten in place") {
    overwrite_in_place(path);
    CHECK(watched.weights_changed());
    CHECK_THROWS_WITH(watched.check(), ContainsSubstring("changed on disk") && ContainsSubstring("Open it again"));
    CHECK_THROWS_AS(watched.check(), Error);
  }
  SECTION("cut: reading goes on, over zeros") {
    fs::resize_file(path, 5000);
    CHECK(total(weights) < elements);
    CHECK(watched.weights_changed());
    CHECK_THROWS_WITH(watched.check(), ContainsSubstring("changed on disk"));
  }
  SECTION("cut and grown again to its old size and time") {
    const auto size = fs::file_size(path);
    fs::resize_file(path, 5000);
    CHECK(total(weights) < elements);
    fs::resize_file(path, size);
    const timespec old[2] = {{1'000'000'000, 5}, {1'000'000'000, 5}};
    REQUIRE(utimensat(AT_FDCWD, path.c_str(), old, 0) == 0);
    CHECK(watched.weights_changed());
    return;  // size and time are those of before: only who read it knows
  }
  SECTION("changed once nobody views them any more") {
    weights = at::Tensor();
    checkpoint = Checkpoint::open(test::golden("checkpoints-1") / "model.safetensors");
    overwrite_in_place(path);
    CHECK_FALSE(watched.weights_changed());
  }
  SECTION("replaced: what is mapped is still the old file") {
    replace(path);
    CHECK(total(weights) == elements);
    CHECK_FALSE(watched.weights_changed());
  }
  CHECK(watched.changed_on_disk() == path);
}

TEST_CASE("many threads may read a file that was cut") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  const Checkpoint checkpoint = Checkpoint::open(path, 0);
  const at::Tensor weights = checkpoint.tensor("w");
  fs::resize_file(path, 5000);
  std::vector<std::thread> readers;
  std::vector<double> sums(4, -1);
  for (double& result : sums) {
    readers.emplace_back([&] {
      result = 0;
      for (std::int64_t i = elements; i-- > 0;) result += static_cast<double>(weights.data_ptr<float>()[i]);
    });
  }
  for (std::thread& reader : readers) reader.join();
  for (const double result : sums) CHECK(result < elements);
  CHECK(checkpoint.watched().weights_changed());
}

TEST_CASE("a file that changes before its weights are read is not opened") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  for (const bool cut : {false, true}) {
    file_of_ones(folder.path());
    const auto file = MappedFile::open(path);
    cut ? fs::resize_file(path, 5000) : overwrite_in_place(path);
    for (const std::uint64_t limit : {std::uint64_t{0}, cheap_to_hold}) {
      CHECK_THROWS_WITH(hold_or_check({file}, limit), ContainsSubstring("changed on disk"));
    }
    CHECK_FALSE(file->held());
  }
}

TEST_CASE("nothing is converted from a file that changed meanwhile") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  const Checkpoint checkpoint = Checkpoint::open(path, 0);
  overwrite_in_place(path);
  CHECK_THROWS_WITH(checkpoint.save(folder.path() / "out.safetensors"), ContainsSubstring("changed on disk"));
  CHECK_FALSE(fs::exists(folder.path() / "out.safetensors"));
}

TEST_CASE("several files are held together or not at all") {
  const test::TemporaryFolder folder;
  const auto open_both = [&](std::uint64_t limit) {
    std::vector<std::shared_ptr<MappedFile>> files;
    for (const char* name : {"a", "b"}) {
      test::write_file(folder.path() / name, std::string(100, *name));
      files.push_back(MappedFile::open(folder.path() / name));
    }
    hold_or_check(files, limit);
    CHECK(files[0]->bytes() == std::string(100, 'a'));
    CHECK(files[1]->bytes() == std::string(100, 'b'));
    CHECK(files[0]->held() == files[1]->held());
    return files[0]->held();
  };
  CHECK(open_both(200));
  CHECK_FALSE(open_both(199));
}

TEST_CASE("what is done in place to held or mapped weights never reaches the file") {
  const test::TemporaryFolder folder;
  const fs::path path = file_of_ones(folder.path());
  for (const std::uint64_t limit : {std::uint64_t{0}, cheap_to_hold}) {
    const Checkpoint checkpoint = Checkpoint::open(path, limit);
    checkpoint.tensor("w").fill_(3);
    CHECK(total(checkpoint.tensor("w")) == 3 * elements);
    CHECK_FALSE(checkpoint.watched().weights_changed());
    CHECK(total(Checkpoint::open(path).tensor("w")) == elements);
  }
}

TEST_CASE("other faults than in our mappings end the program as ever") {
  const test::TemporaryFolder folder;
  const Checkpoint guarded = Checkpoint::open(file_of_ones(folder.path()), 0);
  const fs::path foreign = folder.path() / "foreign";
  test::write_file(foreign, std::string(8192, 'x'));
  const int file = open(foreign.c_str(), O_RDONLY);
  REQUIRE(file >= 0);
  const pid_t child = fork();
  if (child == 0) {
    close(STDERR_FILENO);  // a sanitizer reports the fault
    const auto* bytes = static_cast<const volatile char*>(mmap(nullptr, 8192, PROT_READ, MAP_SHARED, file, 0));
    if (truncate(foreign.c_str(), 0) != 0) _exit(0);
    _exit(bytes[5000] == 'x' ? 0 : 0);  // the fault comes before
  }
  close(file);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  const bool ended_by_fault = WIFSIGNALED(status) || (WIFEXITED(status) && WEXITSTATUS(status) != 0);
  CHECK(ended_by_fault);
}
