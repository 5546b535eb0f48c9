// Pascal VOC's layout (Everingham et al. 2010): JPEGImages/ID.jpg, SegmentationClass/ID.png, Annotations/ID.xml,
// ImageSets/Segmentation/SPLIT.txt. http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/box.h"
#include "core/picture/label_map.h"

namespace rex::evaluate {

/// "background" and the twenty classes in the order of their indices.
extern const std::array<std::string_view, 21> voc_classes;
/// The palette index of borders, which no number counts.
inline constexpr std::uint8_t voc_ignored = 255;

struct VocObject {
  std::string name;
  Box box;  ///< in pixels from 0, right and bottom exclusive (the file's are from 1 and inclusive)
  bool difficult = false;
  bool truncated = false;
};

struct VocAnnotation {
  std::string file_name;
  std::int64_t width = 0, height = 0;
  std::vector<VocObject> objects;
};

/// A folder such as VOCdevkit/VOC2012.
class VocSet {
 public:
  /// Throws Error where FOLDER has none of VOC's folders.
  explicit VocSet(std::filesystem::path folder);

  /// The ids of SPLIT ("val") of KIND ("Segmentation" or "Main"), in the file's order. Throws Error for an id that
  /// occurs twice.
  std::vector<std::string> ids(const std::string& split, const std::string& kind = "Segmentation") const;

  std::filesystem::path picture(const std::string& id) const;

  /// Classes by pixel. Throws Error for an index that is neither a class nor voc_ignored.
  LabelMap labels(const std::string& id) const;

  /// Boxes by object. Throws Error naming file and object for a box that lies outside the picture.
  VocAnnotation annotation(const std::string& id) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace rex::evaluate
