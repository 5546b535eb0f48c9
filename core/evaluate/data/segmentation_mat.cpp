#include "core/evaluate/data/segmentation_mat.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "core/base/error.h"
#include "core/base/printable.h"

extern char** environ;

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr const char* reader_name = "rex-read-mat";
constexpr std::size_t longest_line = 200;

/// The program that reads, beside this program or where it is installed.
fs::path reader_program() {
  std::error_code failure;
  const fs::path here = fs::read_symlink("/proc/self/exe", failure).parent_path();
  for (const fs::path& folder : {here, here / "../lib/relevance-explorer"}) {
    if (fs::exists(folder / reader_name, failure)) return folder / reader_name;
  }
  throw Error(reader_name, "is not installed beside this program, and .mat files are read by it",
              "Install the whole package, or build with libhdf5-dev.");
}

/// A pipe whose ends no other program that is started inherits.
std::array<int, 2> make_pipe(const std::string& name) {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(name, std::string("cannot be read: ") + std::strerror(errno));
  return ends;
}

}  // namespace

SegmentationMat::SegmentationMat(const fs::path& path, std::int64_t first) : name_(path.string()), at_(first) {
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) throw Error(name_, "is no file", "Check the path.");
  const std::string program = reader_program().string(), from = std::to_string(first);
  const std::array<int, 2> output = make_pipe(name_), errors = make_pipe(name_);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  std::string path_text = fs::absolute(path).string(), program_text = program, first_text = from;
  const std::array<char*, 4> arguments{program_text.data(), path_text.data(), first_text.data(), nullptr};
  const int problem = posix_spawn(&child_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(output[1]);
  close(errors[1]);
  output_ = fdopen(output[0], "rb");
  errors_ = fdopen(errors[0], "rb");
  if (problem != 0) {
    child_ = -1;
    std::fclose(output_);
    std::fclose(errors_);
    throw Error(program, std::string("cannot be started: ") + std::strerror(problem), "Install the whole package.");
  }
  try {
    std::istringstream head(line());
    std::string word;
    int version = 0;
    if (!(head >> word >> version >> size_) || word != reader_name || version != 1 || size_ < 0) fail();
  } catch (...) {
    wait_for_child();
    std::fclose(output_);
    std::fclose(errors_);
    throw;
  }
}

SegmentationMat::~SegmentationMat() {
  std::fclose(output_);  // what the child writes now ends it
  wait_for_child();
  std::fclose(errors_);
}

int SegmentationMat::wait_for_child() {
  int status = 0;
  if (child_ < 0) return status;
  kill(child_, SIGKILL);
  while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
  return status;
}

void SegmentationMat::fail() {
  const bool at_its_end = std::feof(output_) != 0;
  if (!at_its_end) kill(child_, SIGKILL);
  std::string reason(longest_line, '\0');
  reason.resize(std::fread(reason.data(), 1, reason.size(), errors_));
  reason = at_its_end ? reason.substr(0, reason.find('\n')) : "was read as something that makes no sense";
  int status = 0;
  while (child_ >= 0 && waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
  if (at_its_end && WIFSIGNALED(status)) reason = "broke its reader (" + std::string(strsignal(WTERMSIG(status))) + ")";
  if (reason.empty()) reason = "ended too early";
  throw Error(name_ + (at_ > 0 ? ", sample " + std::to_string(at_) : ""), printable(reason),
              "Download gtsegs_ijcv.mat again, and check that it is that file.");
}

std::string SegmentationMat::line() {
  std::string text;
  for (int byte = std::fgetc(output_); byte != '\n'; byte = std::fgetc(output_)) {
    if (byte == EOF || text.size() == longest_line) fail();
    text += static_cast<char>(byte);
  }
  return text;
}

void SegmentationMat::read(void* to, std::size_t count) {
  if (std::fread(to, 1, count, output_) != count) fail();
}

std::optional<SegmentedPicture> SegmentationMat::next() {
  if (at_ >= size_) return std::nullopt;
  std::istringstream sizes(line());
  std::int64_t height = 0, width = 0;
  if (!(sizes >> height >> width)) fail();
  const std::string where = name_ + ", sample " + std::to_string(at_);
  check_picture_size(where, width, height);
  SegmentedPicture sample{Picture(width, height), std::vector<std::uint8_t>(static_cast<std::size_t>(width * height))};
  read(sample.picture.pixels.data(), sample.picture.pixels.size());
  read(sample.labels.data(), sample.labels.size());
  const auto wrong =
      std::find_if(sample.labels.begin(), sample.labels.end(), [](std::uint8_t label) { return label > 1; });
  if (wrong != sample.labels.end()) {
    throw Error(where, "has the label " + std::to_string(*wrong) + ", where 0 is background and 1 foreground",
                "Check that it is gtsegs_ijcv.mat.");
  }
  ++at_;
  return sample;
}

}  // namespace rex::evaluate
