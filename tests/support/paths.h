// Where tests find their data, and a folder of their own to write into.
#pragma once

#include <filesystem>
#include <string>

namespace rex::test {

/// The checkout.
std::filesystem::path source_folder();

/// tests/golden/NAME in the checkout.
std::filesystem::path golden(const std::string& name);

/// ../shared/goldens/NAME beside the checkout, or an empty path where that folder is absent.
std::filesystem::path shared_golden(const std::string& name);

/// A new empty folder that is removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes BYTES to PATH.
void write_file(const std::filesystem::path& path, const std::string& bytes);
std::string read_file(const std::filesystem::path& path);

/// What a command left: its exit status (128 + signal where a signal ended it), standard output and standard error.
struct CommandResult {
  int status = 0;
  std::string output;
  std::string errors;
};

/// Runs the built `rex` with ARGUMENTS as a shell would split them.
CommandResult run_rex(const std::string& arguments, const std::string& input = {});

}  // namespace rex::test
