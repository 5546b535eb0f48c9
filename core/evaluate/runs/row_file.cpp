#include "core/evaluate/runs/row_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr const char* elsewhere = "Choose a folder that exists and that you may write to.";

std::string reason() { return std::strerror(errno); }

/// Calls LINE for each line of PATH that ends, with its row, unset where it is damaged. Returns where the last one
/// ends.
template <class Line>
std::uint64_t read_lines(const fs::path& path, const Line& line) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(path.string(), "cannot be read", "Check the path and its permissions.");
  std::uint64_t begin = 0;
  std::int64_t number = 0;
  for (std::string text; std::getline(stream, text);) {
    if (stream.eof()) break;  // without its end: cut short
    ++number;
    nlohmann::json row = nlohmann::json::parse(text, nullptr, false);
    const bool sound = row.is_object() && row.contains("id") && row["id"].is_string();
    line(number, begin, text, sound ? std::optional(std::move(row)) : std::nullopt);
    begin += text.size() + 1;
  }
  return begin;
}

std::string damaged(const fs::path& path, std::int64_t number) {
  return path.string() + ", line " + std::to_string(number) + " is damaged: its sample counts as not done";
}

}  // namespace

RowFile::RowFile(fs::path path) : path_(std::move(path)) {
  const fs::path lock = path_.parent_path() / ("." + path_.filename().string() + ".lock");
  lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) throw Error(lock.string(), "cannot be written: " + reason(), elsewhere);
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const bool held = errno == EWOULDBLOCK;
    const std::string why = held ? "another process writes its results there" : "cannot be locked: " + reason();
    close(std::exchange(lock_, -1));
    throw Error(path_.string(), why,
                held ? "Wait for it, or choose another --out. Several machines share one folder with --shard I/N."
                     : "Choose a folder on a disk that can lock files.");
  }
  try {
    open();
  } catch (...) {
    close(lock_);
    throw;
  }
}

RowFile::~RowFile() {
  if (file_ >= 0) close(file_);
  if (lock_ >= 0) close(lock_);
}

void RowFile::open() {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file_ < 0) throw Error(path_.string(), "cannot be written: " + reason(), elsewhere);
  done_.clear();
  notes_.clear();
  const std::uint64_t end = read_lines(path_, [&](std::int64_t number, std::uint64_t, const std::string&, auto row) {
    if (!row) {
      notes_.push_back(damaged(path_, number));
    } else if (row->contains("error")) {
      done_.erase((*row)["id"].template get<std::string>());
    } else {
      done_.insert((*row)["id"].template get<std::string>());
    }
  });
  if (fs::file_size(path_) == end) return;
  notes_.push_back(path_.string() + " ended in half a line, which is taken off: its sample counts as not done");
  if (ftruncate(file_, static_cast<off_t>(end)) != 0) {
    throw Error(path_.string(), "cannot be mended: " + reason(), elsewhere);
  }
}

void RowFile::append(const nlohmann::json& row) {
  const std::string line = row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  const off_t before = lseek(file_, 0, SEEK_END);
  for (std::size_t written = 0; written < line.size();) {
    const ssize_t count = write(file_, line.data() + written, line.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const std::string why = reason();
      if (ftruncate(file_, before) != 0) notes_.push_back(path_.string() + " may end in half a line");
      throw Error(path_.string(), "cannot be written: " + why,
                  "Free some space on the disk, then give the same command again: it goes on where it stopped.");
    }
    written += static_cast<std::size_t>(count);
  }
  if (!row.contains("error")) done_.insert(row.at("id").get<std::string>());
}

void RowFile::sort() {
  const RowIndex index({path_});
  write_atomically(path_, [&](std::ostream& out) {
    index.for_each([&](const nlohmann::json&, const std::string& text) { out << text << '\n'; });
  });
  close(std::exchange(file_, -1));
  open();
}

RowIndex::RowIndex(std::vector<fs::path> files) : files_(std::move(files)) {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const std::uint64_t end =
        read_lines(files_[file], [&](std::int64_t number, std::uint64_t begin, const std::string& text, auto row) {
          if (!row) {
            notes_.push_back(damaged(files_[file], number));
            return;
          }
          const std::string id = (*row)["id"].template get<std::string>();
          const auto [found, is_new] = rows_.emplace(id, Place{file, begin, text.size()});
          if (!is_new && found->second.file != file) {
            throw Error(files_[file].string(),
                        "holds the sample \"" + id + "\", as " + files_[found->second.file].string() + " does",
                        "Merge only shards of one run, each once.");
          }
          found->second = {file, begin, text.size()};
        });
    if (fs::file_size(files_[file]) != end) notes_.push_back(files_[file].string() + " ends in half a line, left out");
  }
}

std::vector<std::string> RowIndex::ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, place] : rows_) ids.push_back(id);
  return ids;
}

std::string RowIndex::text_of(const Place& place) const {
  std::ifstream stream(files_[place.file], std::ios::binary);
  std::string text(place.length, '\0');
  stream.seekg(static_cast<std::streamoff>(place.begin));
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream) throw Error(files_[place.file].string(), "changed while it was read", "Read it again when it is whole.");
  return text;
}

void RowIndex::for_each(const std::function<void(const nlohmann::json&, const std::string&)>& visit) const {
  for (const auto& [id, place] : rows_) {
    const std::string text = text_of(place);
    visit(nlohmann::json::parse(text), text);
  }
}

nlohmann::json RowIndex::row(const std::string& id) const {
  const auto found = rows_.find(id);
  return found == rows_.end() ? nlohmann::json() : nlohmann::json::parse(text_of(found->second));
}

}  // namespace rex::evaluate
