#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/checkpoint/mapped_file.h"

namespace rex {

/// Remembers from which files a model's weights came, to ask later whether they are still the same. Keeps neither files
/// nor memory open. Cheap to copy and to ask; may be asked from any thread.
class WatchedFiles {
 public:
  /// No files: nothing ever changes.
  WatchedFiles() = default;
  explicit WatchedFiles(const std::vector<std::shared_ptr<MappedFile>>& files);

  /// The first file whose path leads to something else than what was opened: it was written, replaced or removed. What
  /// is in memory may well be what was opened; opening again would give something else (or fail).
  std::optional<std::filesystem::path> changed_on_disk() const;

  /// Whether weights that tensors still view may have changed under them, so that what is computed is the answer of no
  /// model that ever was.
  bool weights_changed() const;

  /// Throws Error "changed on disk" where weights_changed(). Called after a pass it tells that all of the pass saw the
  /// weights that were opened.
  void check() const;

 private:
  struct Watched {
    std::filesystem::path path;
    FileState opened;
    std::weak_ptr<const MappedFile> file;  // gone: nobody views it
  };
  std::vector<Watched> files_;
};

}  // namespace rex
