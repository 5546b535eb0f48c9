#include "tests/fuzz/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <typeinfo>

#include "core/base/error.h"

extern "C" int __lsan_do_recoverable_leak_check() __attribute__((weak));

namespace rex::fuzz {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t batch = 500;               // files that one child reads
constexpr std::uintmax_t largest_copy = 16 << 10;  // bytes
constexpr unsigned longest_wall_time = 60;         // seconds for one file, for what waits instead of computing

/// What a child tells its parent; lies in memory that both see.
struct Shared {
  std::uint64_t number = 0;  // of the file that is being read
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  double most_seconds = 0;
  double most_megabytes = 0;
  std::size_t text_length = 0;
  char text[1 << 16] = {};  // findings, a line each

  void add(const std::string& finding) {
    const std::string line = finding + "\n";
    const std::size_t room = std::min(line.size(), sizeof(text) - text_length);
    std::memcpy(text + text_length, line.data(), room);
    text_length += room;
  }
};

double processor_seconds() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// A line of /proc/self/status in MB; 0 where it is not told.
double megabytes_of(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == field && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

/// Lets the peak of this process's memory begin anew.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

void limit_time(double seconds, unsigned wall_seconds) {
  itimerval timer = {};
  timer.it_value.tv_sec = static_cast<time_t>(seconds);
  setitimer(ITIMER_PROF, &timer, nullptr);
  alarm(wall_seconds);
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.substr(0, 300);
}

[[noreturn]] void run_child(const Reader& reader, std::uint64_t seed, std::uint64_t end, const fs::path& folder,
                            const fs::path& log, const Limits& limits, Shared& shared) {
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  dup2(file, STDERR_FILENO);
  signal(SIGPROF, SIG_DFL);
  signal(SIGALRM, SIG_DFL);
  for (; shared.number < end; ++shared.number) {
    limit_time(limits.seconds * 4, longest_wall_time);  // well above, so that most are told with their time
    const Outcome outcome = run_case(reader, seed, shared.number, folder, limits);
    limit_time(0, 0);
    shared.accepted += outcome.accepted;
    shared.refused += outcome.refused;
    shared.most_seconds = std::max(shared.most_seconds, outcome.most_seconds);
    shared.most_megabytes = std::max(shared.most_megabytes, outcome.most_megabytes);
    for (const std::string& finding : outcome.findings) shared.add(finding);
  }
  if (__lsan_do_recoverable_leak_check != nullptr && __lsan_do_recoverable_leak_check() != 0) {
    shared.add(reader.name + " before " + std::to_string(end) + ": leaks memory");
  }
  _exit(0);  // without destructors of what the parent still has
}

std::string ending_of(int status) {
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGPROF || signal == SIGALRM) return "does not come to an end";
    return std::string("ends the program: ") + strsignal(signal);
  }
  return "ends the program with status " + std::to_string(WEXITSTATUS(status)) + " (a sanitizer's report?)";
}

std::string file_name(const Reader& reader, std::uint64_t number) {
  std::string name = reader.name;
  std::replace(name.begin(), name.end(), ' ', '-');
  return name + "-" + std::to_string(number);
}

}  // namespace

Case make_case(const Reader& reader, std::uint64_t seed, std::uint64_t number) {
  std::uint64_t mixed = seed;
  for (const char letter : reader.name) mixed = mixed * 1'000'003 + static_cast<unsigned char>(letter);
  Random random(mixed * 0x9e3779b97f4a7c15u + number);
  random.next();
  const SeedFile& from = random.pick(reader.seeds);
  const SeedFile& other = random.pick(reader.seeds);
  return {&from, mutated(from.seed, other.seed, random)};
}

fs::path place_case(const Case& made, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  if (!made.from->folder.empty()) {
    for (const fs::directory_entry& entry : fs::directory_iterator(made.from->folder)) {
      const fs::path name = entry.path().filename();
      if (name == made.from->seed.name || name.string().starts_with("expected")) continue;
      // Shards must lie in the folder itself; large weights need not.
      if (entry.is_regular_file() && entry.file_size() <= largest_copy) {
        fs::copy_file(entry.path(), folder / name);
      } else {
        fs::create_symlink(fs::absolute(entry.path()), folder / name);
      }
    }
  }
  const fs::path file = folder / made.from->seed.name;
  std::ofstream(file, std::ios::binary).write(made.bytes.data(), static_cast<std::streamsize>(made.bytes.size()));
  return file;
}

Outcome run_case(const Reader& reader, std::uint64_t seed, std::uint64_t number, const fs::path& folder,
                 const Limits& limits) {
  const fs::path file = place_case(make_case(reader, seed, number), folder);
  Outcome outcome;
  const auto find = [&](const std::string& why) {
    outcome.findings.push_back(file_name(reader, number) + ": " + one_line(why));
  };
  forget_peak();
  const double memory = megabytes_of("VmRSS:"), begin = processor_seconds();
  try {
    reader.read(file);
    ++outcome.accepted;
  } catch (const Error& error) {
    ++outcome.refused;
    const std::string text = error.what();
    if (text.find("fault of the program") != std::string::npos) find("is refused as a fault of ours: " + text);
  } catch (const std::exception& error) {
    find(std::string("throws ") + typeid(error).name() + ": " + error.what());
  }
  outcome.most_seconds = processor_seconds() - begin;
  outcome.most_megabytes = std::max(megabytes_of("VmHWM:") - memory, 0.0);
  if (outcome.most_seconds > limits.seconds) find("takes " + std::to_string(outcome.most_seconds) + " s");
  if (outcome.most_megabytes > limits.megabytes) find("takes " + std::to_string(outcome.most_megabytes) + " MB");
  return outcome;
}

Outcome run_reader(const Reader& reader, std::uint64_t seed, std::uint64_t count, const fs::path& keep,
                   const Limits& limits) {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::runtime_error("no memory to share");
  auto& shared = *new (memory) Shared;
  const fs::path folder = fs::temp_directory_path() / ("rex-fuzz-" + std::to_string(getpid()));
  const fs::path log = folder.string() + ".log";
  fs::create_directories(keep);
  Outcome outcome;
  const auto keep_case = [&](const std::string& finding) {
    outcome.findings.push_back(finding);
    const std::string name = finding.substr(0, finding.find(": "));
    const std::string prefix = file_name(reader, 0).substr(0, file_name(reader, 0).size() - 1);
    if (!name.starts_with(prefix)) return;
    place_case(make_case(reader, seed, std::stoull(name.substr(prefix.size()))), keep / name);
    std::error_code ignored;
    fs::copy_file(log, keep / (name + ".log"), fs::copy_options::overwrite_existing, ignored);
  };
  while (shared.number < count) {
    const std::uint64_t end = std::min(count, (shared.number / batch + 1) * batch);
    shared.text_length = 0;
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error(std::string("no child process: ") + std::strerror(errno));
    if (child == 0) run_child(reader, seed, end, folder, log, limits, shared);
    int status = 0;
    waitpid(child, &status, 0);
    std::string findings(shared.text, shared.text_length);
    if (status != 0) findings += file_name(reader, shared.number++) + ": " + ending_of(status) + "\n";
    for (std::size_t begin = 0, stop; begin < findings.size(); begin = stop + 1) {
      stop = std::min(findings.find('\n', begin), findings.size());
      keep_case(findings.substr(begin, stop - begin));
    }
  }
  outcome.accepted = shared.accepted;
  outcome.refused = shared.refused;
  outcome.most_seconds = shared.most_seconds;
  outcome.most_megabytes = shared.most_megabytes;
  fs::remove_all(folder);
  fs::remove(log);
  munmap(memory, sizeof(Shared));
  return outcome;
}

}  // namespace rex::fuzz
