#include "core/hub/download.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"

namespace rex::hub {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t spare = 64u << 20;           // bytes that a full disk keeps for everything else
constexpr std::uint64_t worth_going_on = 64u << 10;  // bytes that a connection brought before it broke
constexpr const char* mark = ".relevance-explorer";  // in folders that download() made

/// A name that is one part of a path and no hidden file: nothing can leave the folder, whatever the hub lists.
bool is_plain_name(const std::string& name) {
  const auto sound = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= 200 && name.front() != '.' && !name.ends_with(".part") &&
         std::all_of(name.begin(), name.end(), sound);
}

const HubFile* find_file(const Repository& repository, const std::string& name) {
  const auto found = std::find_if(repository.files.begin(), repository.files.end(),
                                  [&](const HubFile& file) { return file.path == name; });
  return found == repository.files.end() ? nullptr : &*found;
}

/// Whether NAME is a shard of the weights whose index is INDEX: "model-00001-of-00002.safetensors" of
/// "model.safetensors.index.json".
bool is_shard(const std::string& name, const std::string& stem, const std::string& ending) {
  return name.rfind(stem + "-", 0) == 0 && name.ends_with(ending) && name.find("-of-") != std::string::npos;
}

std::string size_text(double bytes) {
  char text[32];
  if (bytes < 1e6) {
    std::snprintf(text, sizeof text, "%.0f kB", bytes / 1e3);
  } else if (bytes < 1e9) {
    std::snprintf(text, sizeof text, "%.1f MB", bytes / 1e6);
  } else {
    std::snprintf(text, sizeof text, "%.2f GB", bytes / 1e9);
  }
  return text;
}

std::string time_text(double seconds) {
  char text[32];
  if (seconds < 90) {
    std::snprintf(text, sizeof text, "%.0f s", seconds);
  } else if (seconds < 5400) {
    std::snprintf(text, sizeof text, "%.0f min", seconds / 60);
  } else {
    std::snprintf(text, sizeof text, "%.1f h", seconds / 3600);
  }
  return text;
}

/// How far all files together are.
class Meter {
 public:
  Meter(const Progress& progress, std::uint64_t all) : progress_(progress), all_(all) {}

  std::uint64_t fetched() const { return fetched_; }
  void found(std::uint64_t bytes) { there_ += bytes; }
  void lost(std::uint64_t bytes) { there_ -= bytes; }
  void add(std::uint64_t bytes, const std::string& file) {
    there_ += bytes;
    fetched_ += bytes;
    const auto now = Clock::now();
    if (now - said_ < std::chrono::milliseconds(100)) return progress_.check();
    said_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = static_cast<double>(fetched_) / std::max(seconds, 0.1);
    const double left = there_ < all_ ? static_cast<double>(all_ - there_) : 0;
    progress_.report(all_ == 0 ? 1 : static_cast<double>(there_) / static_cast<double>(all_),
                     file + ": " + size_text(static_cast<double>(there_)) + " of " +
                         size_text(static_cast<double>(all_)) + ", " + size_text(rate) + "/s, " +
                         time_text(left / std::max(rate, 1.0)) + " left");
  }

 private:
  Progress progress_;
  std::uint64_t all_, there_ = 0, fetched_ = 0;
  Clock::time_point begin_ = Clock::now(), said_ = begin_;
};

/// A file that grows at its end.
class Growing {
 public:
  explicit Growing(const fs::path& path) : path_(path) {
    descriptor_ = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    struct stat state {};
    if (descriptor_ < 0 || fstat(descriptor_, &state) != 0 || !S_ISREG(state.st_mode)) fail();
    size_ = static_cast<std::uint64_t>(state.st_size);
  }
  ~Growing() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;

  std::uint64_t size() const { return size_; }

  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) fail();
      size_ += static_cast<std::uint64_t>(written);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void empty() {
    if (ftruncate(descriptor_, 0) != 0) fail();
    size_ = 0;
  }
  void flush() {
    if (fsync(descriptor_) != 0) fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(path_.string(), std::string("cannot be written: ") + std::strerror(errno),
                "Free some space on the disk, or give another folder. What has arrived is kept.");
  }

  fs::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// Whether the bytes of PATH are those that the hub promised of FILE.
bool is_as_promised(const fs::path& path, const HubFile& file, const Progress& progress) {
  std::error_code problem;
  if (fs::file_size(path, problem) != file.bytes || problem) return false;
  const bool large = !file.sha256.empty();
  if (!large && file.git_sha.empty()) return true;  // the hub tells no more
  Digest digest(large ? Digest::Kind::sha256 : Digest::Kind::sha1);
  if (!large) digest.add(std::string_view("blob " + std::to_string(file.bytes) + '\0'));
  std::ifstream stream(path, std::ios::binary);
  std::vector<char> buffer(1u << 20);
  while (stream) {
    progress.check();
    stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    digest.add({buffer.data(), static_cast<std::size_t>(stream.gcount())});
  }
  return digest.hexadecimal() == (large ? file.sha256 : file.git_sha);
}

/// One file of one repository on its way into FOLDER.
struct Wanted {
  const Repository* repository = nullptr;
  const HubFile* file = nullptr;
  std::string name() const { return file->path; }
};

/// Throws where ANSWER begins elsewhere than it was asked to, or says that it ends elsewhere than the hub promised.
void check_extent(const HttpAnswer& answer, std::uint64_t from, const Wanted& wanted) {
  const auto header = [&](const char* name) {
    const auto found = answer.headers.find(name);
    return found == answer.headers.end() ? std::string() : found->second;
  };
  const bool is_part = answer.status == 206;
  if (is_part && header("content-range").rfind("bytes " + std::to_string(from) + "-", 0) != 0) {
    throw Error(wanted.name(), "the hub sends another part than the one that was asked for", "Try again later.");
  }
  const auto length = whole_number<std::uint64_t>(header("content-length"));
  if (length && *length != wanted.file->bytes - (is_part ? from : 0)) {
    throw Error(wanted.name(), "the hub sends another size than it promised", "Try again later.");
  }
}

/// Asks once for what is missing of FILE and adds what comes. Throws Interrupted where that breaks off.
HttpAnswer fetch_rest(const Hub& hub, const Wanted& wanted, Growing& file, Meter& meter, const Progress& progress) {
  const std::uint64_t from = file.size();
  bool begun = false;
  const auto take = [&](const HttpAnswer& answer, std::string_view bytes) {
    if (!begun) {
      begun = true;
      check_extent(answer, from, wanted);
      if (answer.status == 200 && from > 0) {  // the hub knows no ranges: from the start
        meter.lost(from);
        file.empty();
      }
    }
    if (file.size() + bytes.size() > wanted.file->bytes) {
      file.empty();
      throw Error(wanted.name(),
                  "more comes than the hub promised (" + size_text(static_cast<double>(wanted.file->bytes)) + ")",
                  "Try again later; nothing of it was kept.");
    }
    file.add(bytes);
    meter.add(bytes.size(), wanted.name());
  };
  const HttpAnswer answer =
      http_get({address_of(hub, *wanted.repository, *wanted.file), hub.token, from}, take, progress, hub.patience);
  if (answer.status != 416) return answer;
  meter.lost(file.size());  // what is there is longer than what the hub has, or another file's
  file.empty();
  throw Interrupted(wanted.name(), "the hub has no such part of it (416)", "Try again later.");
}

/// Fetches what is missing of PART.
void fill(const Hub& hub, const Wanted& wanted, const fs::path& part, Meter& meter, const Progress& progress) {
  Growing file(part);
  if (file.size() > wanted.file->bytes) file.empty();
  meter.found(file.size());
  int small_steps = 0;  // a connection that breaks again and again
  while (file.size() < wanted.file->bytes) {
    const std::uint64_t before = file.size();
    patiently(hub, wanted.name(), progress, [&] {
      try {
        return fetch_rest(hub, wanted, file, meter, progress);
      } catch (const Interrupted&) {
        small_steps = file.size() < before + worth_going_on ? small_steps + 1 : 0;
        if (file.size() <= before || small_steps >= hub.patience.tries) throw;
        return HttpAnswer{206, {}, {}};  // something came: go on with what is missing
      }
    });
    if (file.size() == before) throw Interrupted(wanted.name(), "the hub sends nothing of it", "Try again later.");
  }
  file.flush();
}

/// Brings WANTED into FOLDER, checked.
void fetch(const Hub& hub, const Wanted& wanted, const fs::path& folder, Meter& meter, const Progress& progress) {
  const fs::path whole = folder / wanted.name(), part = folder / (wanted.name() + ".part");
  if (fs::is_regular_file(fs::symlink_status(whole)) && is_as_promised(whole, *wanted.file, progress)) {
    meter.found(wanted.file->bytes);
    return;
  }
  std::error_code problem;
  for (int attempt = 0; attempt < 2; ++attempt) {  // what was kept may be of another file: once more from the start
    const bool kept = fs::exists(fs::symlink_status(part, problem));
    if (kept && !fs::is_regular_file(fs::symlink_status(part, problem))) fs::remove_all(part, problem);
    fill(hub, wanted, part, meter, progress);
    if (is_as_promised(part, *wanted.file, progress)) {
      fs::rename(part, whole);
      return;
    }
    meter.lost(wanted.file->bytes);
    fs::remove(part, problem);
    if (!kept) break;
  }
  throw Error(wanted.name(), "what came is not what the hub promised: the checksum is another",
              "Try again later; nothing of it was kept.");
}

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

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code problem;
  for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
    if (entry.is_regular_file(problem) && !entry.is_symlink(problem)) bytes += entry.file_size(problem);
  }
  return bytes;
}

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

}  // namespace

std::vector<HubFile> needed_files(const Repository& repository) {
  constexpr std::array settings = {"config.json",
                                   "config.yaml",
                                   "preprocessor_config.json",
                                   "processor_config.json",
                                   "tokenizer.json",
                                   "tokenizer_config.json",
                                   "vocab.txt",
                                   "vocab.json",
                                   "merges.txt",
                                   "added_tokens.json",
                                   "special_tokens_map.json",
                                   "spiece.model",
                                   "sentencepiece.bpe.model",
                                   "tokenizer.model",
                                   "generation_config.json",
                                   "chat_template.json",
                                   "chat_template.jinja",
                                   "open_clip_config.json",
                                   "objects_vocab.txt",
                                   "attributes_vocab.txt",
                                   "LICENSE"};
  std::vector<HubFile> files;
  for (const char* name : settings) {
    if (const HubFile* file = find_file(repository, name)) files.push_back(*file);
  }
  struct Format {
    const char *stem, *ending;
  };
  for (const Format& format : {Format{"model", ".safetensors"}, Format{"pytorch_model", ".bin"}}) {
    const std::string whole = std::string(format.stem) + format.ending;
    if (const HubFile* file = find_file(repository, whole)) {
      files.push_back(*file);
      return files;
    }
    const HubFile* index = find_file(repository, whole + ".index.json");
    if (index == nullptr) continue;
    const std::size_t before = files.size();
    for (const HubFile& file : repository.files) {
      if (is_plain_name(file.path) && is_shard(file.path, format.stem, format.ending)) files.push_back(file);
    }
    if (files.size() == before) continue;
    files.push_back(*index);
    return files;
  }
  for (const char* ending : {".safetensors", ".bin", ".pt", ".pth"}) {  // one file of any name
    std::vector<const HubFile*> found;
    for (const HubFile& file : repository.files) {
      const bool weights = is_plain_name(file.path) && file.path.ends_with(ending);
      if (weights && file.path.find("training_args") == std::string::npos) found.push_back(&file);
    }
    if (found.size() != 1) continue;
    files.push_back(*found.front());
    return files;
  }
  throw Error(repository.name, "holds no weights that can be read here",
              "Look at its page for safetensors or PyTorch weights.");
}

fs::path repository_folder(const fs::path& folder, const std::string& name) {
  std::string plain = parse_repository(name).repository;
  if (const std::size_t slash = plain.find('/'); slash != std::string::npos) plain.replace(slash, 1, "--");
  return folder / ("models--" + plain);
}

Downloaded download(const Hub& hub, const std::string& name, const DownloadOptions& options, const Progress& progress) {
  const Repository repository = ask_hub(hub, name, options.revision, progress);
  std::vector<HubFile> files = needed_files(repository);
  std::vector<Repository> lenders;
  lenders.reserve(options.borrowed.size());
  std::vector<Wanted> wanted;
  for (const HubFile& file : files) wanted.push_back({&repository, &file});
  for (const Borrowed& borrowed : options.borrowed) {
    lenders.push_back(ask_hub(hub, borrowed.repository, "", progress));
    for (const std::string& file : borrowed.files) {
      if (find_file(repository, file) != nullptr) continue;
      const HubFile* found = find_file(lenders.back(), file);
      if (found == nullptr || !is_plain_name(file)) {
        throw Error(borrowed.repository, "holds no " + file, "Get it elsewhere and put it into the model's folder.");
      }
      wanted.push_back({&lenders.back(), found});
    }
  }

  Downloaded result;
  result.commit = repository.commit;
  result.licence = repository.licence;
  for (const Wanted& one : wanted) result.bytes += one.file->bytes;
  const fs::path home = repository_folder(options.folder, name), incoming = home / "incoming";
  result.folder = home / "snapshots" / repository.commit;
  fs::create_directories(home);
  const Lock lock(home);
  if (!fs::exists(result.folder)) {
    fs::create_directories(incoming);
    write_atomically(home / mark, "Fetched by Relevance Explorer.\n");
    remove_other_files(incoming, wanted);
    require_space(wanted, incoming, options);
    Meter meter(progress, result.bytes);
    for (const Wanted& one : wanted) fetch(hub, one, incoming, meter, progress);
    result.fetched = meter.fetched();
    fs::create_directories(result.folder.parent_path());
    fs::rename(incoming, result.folder);
  }
  fs::create_directories(home / "refs");
  write_atomically(home / "refs" / "main", repository.commit);
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(result.folder.parent_path())) {
    if (entry.path() != result.folder) fs::remove_all(entry.path(), problem);
  }
  progress.report(1, "fetched");
  return result;
}

std::uint64_t remove_download(const fs::path& folder, const std::string& name) {
  const fs::path home = repository_folder(folder, name);
  std::error_code problem;
  if (fs::is_symlink(home, problem) || !fs::is_directory(home, problem)) {
    throw Error(name, "is not among the models that were fetched to " + folder.string(),
                "`rex models` lists those found.");
  }
  if (!fs::is_regular_file(home / mark, problem)) {
    throw Error(home.string(), "was not fetched by this program", "Remove it yourself if it is no longer wanted.");
  }
  const std::uint64_t bytes = bytes_below(home);
  fs::remove_all(home);
  return bytes;
}

}  // namespace rex::hub
