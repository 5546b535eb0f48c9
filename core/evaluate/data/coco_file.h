// Annotations in COCO's format (instances_val2017.json, and what `rex-zoo scene` writes) and results in the format of
// its evaluation. https://cocodataset.org/#format-data
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/box.h"
#include "core/evaluate/mask.h"
#include "core/evaluate/mask_ap.h"

namespace rex::evaluate {

struct CocoImage {
  std::int64_t id = 0;
  std::string file_name;
  std::int64_t height = 0, width = 0;  ///< in pixels
};

struct CocoAnnotation {
  std::int64_t id = 0;
  std::int64_t image = 0;     ///< id
  std::int64_t category = 0;  ///< id
  bool crowd = false;
  double area = 0;  ///< the file's own number
  Box box;          ///< in pixels

  /// Corners x0, y0, x1, y1, … of polygons; or run lengths: counts, or compressed text.
  using Polygons = std::vector<std::vector<double>>;
  std::variant<Polygons, RunLengths, std::string> segmentation;

  // Only the project's scenes have these.
  std::optional<bool> main;                ///< the picture's main object
  std::optional<double> visible_fraction;  ///< of the object's pixels, 0…1
  std::string colour;
};

struct CocoFile {
  std::string name;               ///< of the file, for messages
  std::vector<CocoImage> images;  ///< by id
  std::map<std::int64_t, std::string> categories;
  std::vector<CocoAnnotation> annotations;  ///< as they stand in the file

  /// Throws Error where there is no such image.
  const CocoImage& image(std::int64_t id) const;
  std::vector<std::int64_t> category_ids() const;  ///< sorted
};

/// Reads PATH. Throws Error naming file and record: fields that are missing or of another type, an id that occurs twice
/// or is below 1, a size that is none, an annotation of an image or category that is not there.
CocoFile read_coco(const std::filesystem::path& path);

/// The annotation's mask: polygons united, run lengths as they are. Throws Error where it does not fit the picture.
RunLengths mask_of(const CocoAnnotation& annotation, const CocoImage& image);

/// All annotations as the ground truth of mask average precision.
std::vector<MaskTruth> mask_truths(const CocoFile& file);

/// A results file: [{image_id, category_id, segmentation: {size, counts}, score}]. Throws Error for a record of an
/// image or category that FILE has not, or a mask of another size than its image's.
std::vector<MaskResult> read_coco_results(const std::filesystem::path& path, const CocoFile& file);

}  // namespace rex::evaluate
