#include "tests/support/paths.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#ifndef REX_PROGRAM
#define REX_PROGRAM "rex"  // the zoo's tests run their own
#endif

namespace rex::test {

namespace fs = std::filesystem;

fs::path source_folder() { return REX_SOURCE_DIR; }

fs::path golden(const std::string& name) { return fs::path(REX_SOURCE_DIR) / "tests/golden" / name; }

fs::path shared_golden(const std::string& name) {
  const fs::path path = fs::path(REX_SOURCE_DIR) / "../shared/goldens" / name;
  return fs::exists(path) ? path : fs::path();
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "rex-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string read_file(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

namespace {

/// The program stands beside its tests.
fs::path program() { return fs::read_symlink("/proc/self/exe").parent_path() / REX_PROGRAM; }

}  // namespace

CommandResult run_rex(const std::string& arguments, const std::string& input) {
  const TemporaryFolder folder;
  write_file(folder.path() / "in", input);
  const std::string command = program().string() + " " + arguments + " <" + (folder.path() / "in").string() + " >" +
                              (folder.path() / "out").string() + " 2>" + (folder.path() / "err").string();
  const int status = std::system(command.c_str());
  CommandResult result;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.output = read_file(folder.path() / "out");
  result.errors = read_file(folder.path() / "err");
  return result;
}

}  // namespace rex::test
