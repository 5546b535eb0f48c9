#include "core/checkpoint/watched_files.h"

namespace rex {

WatchedFiles::WatchedFiles(const std::vector<std::shared_ptr<MappedFile>>& files) {
  files_.reserve(files.size());
  for (const auto& file : files) files_.push_back({file->path(), file->state(), file});
}

std::optional<std::filesystem::path> WatchedFiles::changed_on_disk() const {
  for (const Watched& watched : files_) {
    if (FileState::of(watched.path) != watched.opened) return watched.path;
  }
  return std::nullopt;
}

bool WatchedFiles::weights_changed() const {
  for (const Watched& watched : files_) {
    const auto file = watched.file.lock();
    if (file != nullptr && file->changed()) return true;
  }
  return false;
}

void WatchedFiles::check() const {
  for (const Watched& watched : files_) {
    if (const auto file = watched.file.lock()) file->check();
  }
}

}  // namespace rex
