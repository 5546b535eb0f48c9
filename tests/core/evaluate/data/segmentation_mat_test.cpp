#include "core/evaluate/data/segmentation_mat.h"

#include <sys/wait.h>

#include <algorithm>

#include "core/base/error.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// What reading all of PATH says: "sound", or the Error.
std::string outcome(const std::filesystem::path& path) {
  try {
    SegmentationMat mat(path);
    while (mat.next()) {
    }
    return "sound";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

namespace rex::test {

void check_segmentation_mat(const std::filesystem::path& folder) {
  GoldenTensors tensors(folder, "gtsegs_tiny.safetensors");
  SegmentationMat mat(folder / "gtsegs_tiny.mat");
  REQUIRE(static_cast<std::size_t>(mat.size()) * 2 == tensors.names().size());
  for (std::int64_t i = 0; i < mat.size(); ++i) {
    const std::optional<SegmentedPicture> sample = mat.next();
    REQUIRE(sample);
    const std::string number = std::to_string(i);
    CHECK(tensors.shape("gt/" + number) == std::vector<std::int64_t>{sample->picture.height, sample->picture.width});
    tensors.check("img/" + number, {sample->picture.pixels.begin(), sample->picture.pixels.end()}, 0);
    tensors.check("gt/" + number, {sample->labels.begin(), sample->labels.end()}, 0);
  }
  CHECK_FALSE(mat.next());
}

}  // namespace rex::test

TEST_CASE("a segmentation file is read from any sample on") {
  const auto path = test::golden("evaluation-1") / "gtsegs_tiny.mat";
  SegmentationMat whole(path);
  whole.next();
  const auto second = whole.next();
  SegmentationMat part(path, 1);
  CHECK(part.size() == 3);
  CHECK(part.next()->labels == second->labels);
  CHECK(part.next());
  CHECK_FALSE(part.next());
  CHECK_FALSE(SegmentationMat(path, 99).next());
}

TEST_CASE("a reader that is left in the middle leaves no process behind") {
  for (int i = 0; i < 20; ++i) SegmentationMat(test::golden("evaluation-1") / "gtsegs_tiny.mat").next();
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
}

TEST_CASE("damaged segmentation files end their reader at most, never the program") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "broken.mat";
  CHECK_THROWS_AS(SegmentationMat(path), Error);
  CHECK_THROWS_AS(SegmentationMat(folder.path()), Error);
  test::write_file(path, "MATLAB 7.3");
  CHECK_THAT(outcome(path), ContainsSubstring("HDF5"));
  const std::string sound = test::read_file(test::golden("evaluation-1") / "gtsegs_tiny.mat");
  test::write_file(path, sound);
  CHECK(outcome(path) == "sound");
  for (std::size_t size = 600; size < sound.size(); size += sound.size() / 12) {
    test::write_file(path, sound.substr(0, size));
    CHECK(outcome(path) != "sound");
  }
  // Whatever byte is changed: pixels, or an Error that names the file.
  for (std::size_t at = 512; at < sound.size(); at += 701) {
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    test::write_file(path, damaged);
    const std::string said = outcome(path);
    INFO("byte " << at << ": " << said);
    CHECK((said == "sound" || said.find("broken.mat") != std::string::npos));
  }
}
