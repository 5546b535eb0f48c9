#include "core/hub/file_download.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/whole_number.h"

namespace rex::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t worth_going_on = 64u << 10;  // bytes that a connection brought before it broke

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

}  // namespace

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

void Meter::add(std::uint64_t bytes, const std::string& file) {
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

void fetch_file(const Hub& hub, const Wanted& wanted, const fs::path& folder, Meter& meter, const Progress& progress) {
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

}  // namespace rex::hub
