// ImageNet-Segmentation (Guillaumin et al. 2014) as gtsegs_ijcv.mat: pictures with a mask of what is shown. The file is
// MAT v7.3, which is HDF5; rex-read-mat reads it in a process of its own, so that a damaged file cannot end this one.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/picture/picture.h"

namespace rex::evaluate {

struct SegmentedPicture {
  Picture picture;
  std::vector<std::uint8_t> labels;  ///< [height, width], 0 background, 1 foreground
};

/// Reads the samples of a file one after the other. Move it nowhere: it owns a process.
class SegmentationMat {
 public:
  /// Opens PATH at sample FIRST. Throws Error where it is missing or no such file, and where rex-read-mat is not
  /// installed.
  explicit SegmentationMat(const std::filesystem::path& path, std::int64_t first = 0);
  ~SegmentationMat();
  SegmentationMat(const SegmentationMat&) = delete;
  SegmentationMat& operator=(const SegmentationMat&) = delete;

  std::int64_t size() const { return size_; }  ///< samples in the file

  /// The next sample; none behind the last. Throws Error naming file and sample where it is damaged, and where the
  /// reading process died.
  std::optional<SegmentedPicture> next();

 private:
  std::string line();
  void read(void* to, std::size_t count);
  [[noreturn]] void fail();
  int wait_for_child();

  std::string name_;
  pid_t child_ = -1;
  std::FILE* output_ = nullptr;
  std::FILE* errors_ = nullptr;
  std::int64_t size_ = 0;
  std::int64_t at_ = 0;
};

}  // namespace rex::evaluate
