#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/fuzz/mutate.h"

namespace rex::fuzz {

/// A seed among the files that it needs beside it.
struct SeedFile {
  Seed seed;
  std::filesystem::path folder;  ///< whose other files stand beside the mutated one; empty: it stands alone
};

/// One of the program's readers of foreign files, with sound files to begin with.
struct Reader {
  std::string name;
  std::vector<SeedFile> seeds;
  /// Reads FILE as the program would, and uses what it read as far as that is cheap. May throw Error and nothing else.
  std::function<void(const std::filesystem::path& file)> read;
};

/// Every reader, with seeds from the golden cases in GOLDENS, from each folder of MORE (its files by their endings and
/// first bytes), and made in SCRATCH.
std::vector<Reader> all_readers(const std::filesystem::path& goldens, const std::vector<std::filesystem::path>& more,
                                const std::filesystem::path& scratch);

}  // namespace rex::fuzz
