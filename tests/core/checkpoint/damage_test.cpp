// Good files with bytes flipped, cut off and repeated: each either opens or throws rex::Error, and never anything else.
#include <algorithm>
#include <filesystem>
#include <random>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/npz.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return random() % std::max<std::size_t>(limit, 1); };
  const std::size_t changes = 1 + below(4);
  for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
    switch (below(5)) {
      case 0:
        bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8));
        break;
      case 1:
        bytes[below(bytes.size())] = static_cast<char>(random());
        break;
      case 2:
        bytes.resize(below(bytes.size()));
        break;
      case 3: {
        const std::size_t at = below(bytes.size());
        bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(64)));
        break;
      }
      default: {
        const std::size_t at = below(bytes.size());
        for (std::size_t k = at; k < std::min(at + 8, bytes.size()); ++k) bytes[k] = '\xff';
      }
    }
  }
  return bytes;
}

/// Opens FILE and reads every tensor; true where that went well.
bool survives(const fs::path& file) {
  try {
    const Checkpoint checkpoint = Checkpoint::open(file);
    for (const std::string& name : checkpoint.names()) {
      if (scalar_type(checkpoint.info(name).type)) checkpoint.tensor(name);
    }
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("checkpoint: damaged files open or are refused") {
  const test::TemporaryFolder folder;
  std::mt19937 random(20240607);
  int opened = 0;
  int tried = 0;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(test::golden("checkpoints-1"))) {
    if (entry.is_regular_file() && entry.path().extension() != ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());  // for the same variations everywhere
  for (const fs::path& path : files) {
    const std::string extension = path.extension().string();
    const std::string good = test::read_file(path);
    const fs::path file = folder.path() / ("damaged" + extension);
    for (int i = 0; i < 150; ++i, ++tried) {
      test::write_file(file, damaged(good, random));
      INFO(path.filename().string() << ", variation " << i);
      CHECK_NOTHROW(opened += survives(file));
    }
  }
  CHECK(opened < tried);
  CHECK(!fs::exists("/tmp/pwned"));
}

TEST_CASE("checkpoint: files cut at any byte of their first and last kilobyte are refused") {
  const test::TemporaryFolder folder;
  for (const char* name : {"module-state-torch1.13.bin", "flat-legacy-torch1.13.bin", "model.safetensors"}) {
    const std::string good = test::read_file(test::golden("checkpoints-1") / name);
    const fs::path file = folder.path() / (std::string("cut") + fs::path(name).extension().string());
    for (std::size_t length = 1; length < good.size();
         length += length < 1000 || good.size() - length < 1000 ? 1 : 97) {
      test::write_file(file, good.substr(0, length));
      INFO(name << " cut at " << length);
      CHECK(!survives(file));
    }
  }
}
