#include "core/hub/download.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/hub/downloaded.h"
#include "core/hub/file_download.h"
#include "core/hub/needed_files.h"

namespace rex::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t spare = 64u << 20;  // bytes that a full disk keeps for everything else

/// Keeps others from fetching into FOLDER at the same time.
class Lock {
 public:
  explicit Lock(const fs::path& folder)
      : descriptor_(open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666)) {
    if (descriptor_ >= 0 && flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const bool taken = descriptor_ >= 0 && errno == EWOULDBLOCK;
    const std::string reason = std::strerror(errno);
    if (descriptor_ >= 0) close(descriptor_);
    throw Error(folder.string(), taken ? "is being fetched already" : "cannot be written: " + reason,
                taken ? "Wait until that is done." : "Give a folder that you may write to.");
  }
  ~Lock() { close(descriptor_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int descriptor_;
};

void require_space(const std::vector<Wanted>& files, const fs::path& incoming, const DownloadOptions& options) {
  std::uint64_t missing = 0, all = 0;
  std::error_code problem;
  for (const Wanted& wanted : files) {
    std::uint64_t there = 0;
    for (const fs::path& place : {incoming / wanted.name(), incoming / (wanted.name() + ".part")}) {
      if (const auto size = fs::file_size(place, problem); !problem) there = std::max<std::uint64_t>(there, size);
    }
    all += wanted.file->bytes;
    missing += wanted.file->bytes - std::min(there, wanted.file->bytes);
  }
  if (all > options.most_bytes) {
    throw Error(files.front().repository->name, "is " + size_text(static_cast<double>(all)) + " large",
                "More than " + size_text(static_cast<double>(options.most_bytes)) + " is not fetched.");
  }
  const std::uint64_t free = options.free_bytes ? options.free_bytes(incoming) : fs::space(incoming).available;
  if (missing + spare > free) {
    throw Error(options.folder.string(),
                "has " + size_text(static_cast<double>(free)) + " free, and " +
                    size_text(static_cast<double>(missing + spare)) + " are needed",
                "Free some space on the disk, or give another folder.");
  }
}

void remove_other_files(const fs::path& incoming, const std::vector<Wanted>& files) {
  std::set<std::string> names;
  for (const Wanted& wanted : files) names.insert({wanted.name(), wanted.name() + ".part"});
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(incoming)) {
    if (!names.contains(entry.path().filename().string())) fs::remove_all(entry.path(), problem);
  }
}

/// What is to be fetched of one model. WANTED points into the rest, so it is not copied.
struct Plan {
  Repository repository;
  std::vector<HubFile> files;
  std::vector<Repository> lenders;
  std::vector<Wanted> wanted;

  Plan() = default;
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  std::uint64_t bytes() const {
    std::uint64_t sum = 0;
    for (const Wanted& one : wanted) sum += one.file->bytes;
    return sum;
  }
};

/// Asks the hub. Goes to PLAN.
void make_plan(const Hub& hub, const std::string& name, const DownloadOptions& options, const Progress& progress,
               Plan& plan) {
  plan.repository = ask_hub(hub, name, options.revision, progress);
  plan.files = needed_files(plan.repository);
  plan.lenders.reserve(options.borrowed.size());
  for (const HubFile& file : plan.files) plan.wanted.push_back({&plan.repository, &file});
  for (const Borrowed& borrowed : options.borrowed) {
    plan.lenders.push_back(ask_hub(hub, borrowed.repository, "", progress));
    for (const std::string& file : borrowed.files) {
      if (find_file(plan.repository, file) != nullptr) continue;
      const HubFile* found = find_file(plan.lenders.back(), file);
      if (found == nullptr || !is_plain_name(file)) {
        throw Error(borrowed.repository, "holds no " + file, "Get it elsewhere and put it into the model's folder.");
      }
      plan.wanted.push_back({&plan.lenders.back(), found});
    }
  }
}

}  // namespace

Offer look_up(const Hub& hub, const std::string& name, const DownloadOptions& options, const Progress& progress) {
  Plan plan;
  make_plan(hub, name, options, progress, plan);
  return {plan.repository.commit, plan.repository.licence, plan.bytes(), plan.wanted.size()};
}

Downloaded download(const Hub& hub, const std::string& name, const DownloadOptions& options, const Progress& progress) {
  Plan plan;
  make_plan(hub, name, options, progress, plan);
  Downloaded result;
  result.commit = plan.repository.commit;
  result.licence = plan.repository.licence;
  result.bytes = plan.bytes();
  const fs::path home = repository_folder(options.folder, name), incoming = home / "incoming";
  result.folder = home / "snapshots" / plan.repository.commit;
  fs::create_directories(home);
  const Lock lock(home);
  if (!fs::exists(result.folder)) {
    fs::create_directories(incoming);
    write_atomically(home / download_mark, "Fetched by Relevance Explorer.\n");
    remove_other_files(incoming, plan.wanted);
    require_space(plan.wanted, incoming, options);
    Meter meter(progress, result.bytes);
    for (const Wanted& one : plan.wanted) fetch_file(hub, one, incoming, meter, progress);
    result.fetched = meter.fetched();
    std::vector<HubFile> promised;
    for (const Wanted& one : plan.wanted) promised.push_back(*one.file);
    write_promises(home, plan.repository.commit, promised);
    fs::create_directories(result.folder.parent_path());
    fs::rename(incoming, result.folder);
  }
  fs::create_directories(home / "refs");
  write_atomically(home / "refs" / "main", plan.repository.commit);
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(result.folder.parent_path())) {
    if (entry.path() != result.folder) fs::remove_all(entry.path(), problem);
  }
  progress.report(1, "fetched");
  return result;
}

}  // namespace rex::hub
