// Mutates sound files and feeds them to every reader of the program: ./dev fuzz. The same seed gives the same files.
#include <ATen/Parallel.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "tests/fuzz/run.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;
using namespace rex::fuzz;

int main(int argc, char** argv) {
  std::uint64_t files = 20'000, seed = 1;
  std::vector<std::string> names;
  std::vector<fs::path> folders;
  fs::path keep = "build/fuzz", replay;
  Limits limits;
  CLI::App program("Feeds mutated files to every reader of Relevance Explorer", "rex-fuzz");
  program.add_option("--files", files, "How many mutated files in all")->capture_default_str();
  program.add_option("--seed", seed, "Another seed gives other files")->capture_default_str();
  program.add_option("--reader", names, "Only these readers, such as \"torch zip\"");
  program.add_option("--keep", keep, "Where files stay that something was found with")->capture_default_str();
  program.add_option("--seconds", limits.seconds, "What a file may take")->capture_default_str();
  program.add_option("--megabytes", limits.megabytes, "What a file may take")->capture_default_str();
  program.add_option("--replay", replay, "Read this file again, with the one --reader that is named");
  program.add_option("FOLDER", folders, "More sound files to begin with")->check(CLI::ExistingDirectory);
  CLI11_PARSE(program, argc, argv);

  at::set_num_threads(1);  // children of a program with a pool of threads would wait for threads that they lack
  const rex::test::TemporaryFolder scratch;
  std::vector<Reader> readers = all_readers(rex::test::source_folder() / "tests/golden", folders, scratch.path());
  if (!names.empty()) {
    std::erase_if(readers, [&](const Reader& reader) {
      return std::find(names.begin(), names.end(), reader.name) == names.end();
    });
  }
  if (readers.empty()) {
    std::cerr << "rex-fuzz: there is no such reader\n";
    return 2;
  }
  if (!replay.empty()) {
    readers.front().read(replay);
    return 0;
  }
  std::printf("%-15s %6s %8s %9s %8s %9s %7s %9s\n", "reader", "seeds", "files", "accepted", "refused", "longest",
              "most", "findings");
  std::vector<std::string> findings;
  for (const Reader& reader : readers) {
    const std::uint64_t share = files / readers.size() + (&reader == &readers.front() ? files % readers.size() : 0);
    const Outcome outcome = run_reader(reader, seed, share, keep, limits);
    std::printf("%-15s %6zu %8lu %9lu %8lu %7.2f s %4.0f MB %9zu\n", reader.name.c_str(), reader.seeds.size(),
                static_cast<unsigned long>(share), static_cast<unsigned long>(outcome.accepted),
                static_cast<unsigned long>(outcome.refused), outcome.most_seconds, outcome.most_megabytes,
                outcome.findings.size());
    std::fflush(stdout);
    findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
  }
  for (const std::string& finding : findings) std::printf("%s\n", finding.c_str());
  if (!findings.empty()) std::printf("The files and what was said about them are in %s.\n", keep.c_str());
  return findings.empty() ? 0 : 1;
}
