#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/fuzz/readers.h"

namespace rex::fuzz {

/// What one mutated file may cost.
struct Limits {
  double seconds = 2;      ///< of processor time
  double megabytes = 300;  ///< of memory beyond what the process held before
};

/// What became of one file, or of many.
struct Outcome {
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;  ///< by Error
  double most_seconds = 0;
  double most_megabytes = 0;
  std::vector<std::string> findings;  ///< what must not be: "FILE: WHY"
};

/// Mutated file NUMBER of READER: the same for the same SEED, on every machine.
struct Case {
  const SeedFile* from;
  std::string bytes;
};
Case make_case(const Reader& reader, std::uint64_t seed, std::uint64_t number);

/// Writes the case into FOLDER (made anew) beside links to the files that it needs; its path.
std::filesystem::path place_case(const Case& made, const std::filesystem::path& folder);

/// Reads mutated file NUMBER in this process, from FOLDER. A foreign exception, too much time or memory is a finding.
Outcome run_case(const Reader& reader, std::uint64_t seed, std::uint64_t number, const std::filesystem::path& folder,
                 const Limits& limits = {});

/// Reads COUNT mutated files in child processes, so that a crash or a hang ends only a child. Each file with a finding
/// stays in KEEP/READER-NUMBER beside what it needs, and what the child said about it in KEEP/READER-NUMBER.log.
Outcome run_reader(const Reader& reader, std::uint64_t seed, std::uint64_t count, const std::filesystem::path& keep,
                   const Limits& limits = {});

}  // namespace rex::fuzz
