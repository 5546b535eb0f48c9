#include "core/evaluate/data/coco_file.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/evaluate/data/json_lists.h"

namespace rex::evaluate {

namespace {

constexpr std::int64_t largest_side = 65500;

CocoImage image_of(const Record& record) {
  CocoImage image{record.integer("id"), record.text("file_name"), record.integer("height"), record.integer("width")};
  if (image.height < 1 || image.height > largest_side) record.fail("height", "is no picture's height");
  if (image.width < 1 || image.width > largest_side) record.fail("width", "is no picture's width");
  return image;
}

RunLengths run_lengths_of(const Record& record, std::int64_t height, std::int64_t width) {
  RunLengths runs{height, width, {}};
  for (const double count : record.numbers("counts")) runs.counts.push_back(static_cast<std::int64_t>(count));
  check_counts(runs, record.where());
  return runs;
}

/// {"size": [height, width], "counts": …}; compressed counts are decoded later, since many are never used.
std::variant<CocoAnnotation::Polygons, RunLengths, std::string> runs_of(const Record& record) {
  const std::vector<double> size = record.numbers("size");
  const auto sound = [](double side) { return side >= 1 && side <= static_cast<double>(largest_side); };
  if (size.size() != 2 || !sound(size[0]) || !sound(size[1])) record.fail("size", "is not [height, width]");
  if (record.value("counts").is_string()) return record.text("counts");
  return run_lengths_of(record, static_cast<std::int64_t>(size[0]), static_cast<std::int64_t>(size[1]));
}

CocoAnnotation::Polygons polygons_of(const Record& record) {
  CocoAnnotation::Polygons polygons;
  for (const nlohmann::json& polygon : record.value("segmentation")) {
    const nlohmann::json wrapped{{"polygon", polygon}};
    polygons.push_back(Record(wrapped, record.where()).numbers("polygon"));
    const std::size_t count = polygons.back().size();
    if (count < 4 || count % 2 != 0) record.fail("segmentation", "has a polygon that is no list of corners");
  }
  return polygons;
}

CocoAnnotation annotation_of(const Record& record) {
  CocoAnnotation annotation;
  annotation.id = record.integer("id");
  annotation.image = record.integer("image_id");
  annotation.category = record.integer("category_id");
  annotation.crowd = record.has("iscrowd") && record.integer("iscrowd") != 0;
  annotation.area = record.number("area");
  const std::vector<double> box = record.numbers("bbox");
  if (box.size() != 4) record.fail("bbox", "is not [x, y, width, height]");
  annotation.box = {box[0], box[1], box[0] + box[2], box[1] + box[3]};
  if (record.value("segmentation").is_array()) {
    annotation.segmentation = polygons_of(record);
  } else {
    annotation.segmentation = runs_of(Record(record.value("segmentation"), record.where()));
  }
  if (record.has("main") && record.value("main").is_boolean()) annotation.main = record.value("main").get<bool>();
  if (record.has("visible_fraction")) annotation.visible_fraction = record.number("visible_fraction");
  annotation.colour = record.text_or("colour", "");
  return annotation;
}

void check_ids(const CocoFile& file) {
  std::set<std::int64_t> ids;
  for (const CocoAnnotation& annotation : file.annotations) {
    const std::string where = file.name + ", annotation " + std::to_string(annotation.id);
    if (annotation.id < 1) throw Error(where, "has an id below 1", "Number the annotations from 1.");
    if (!ids.insert(annotation.id).second) throw Error(where, "occurs twice", "Give each annotation its own id.");
    if (file.categories.count(annotation.category) == 0) {
      throw Error(where, "is of category " + std::to_string(annotation.category) + ", which the file does not list",
                  "Check the file's \"categories\".");
    }
    file.image(annotation.image);
  }
}

std::string where_of(const std::filesystem::path& path, const std::string& kind, std::size_t number) {
  return path.string() + ", " + kind + " " + std::to_string(number);
}

}  // namespace

const CocoImage& CocoFile::image(std::int64_t id) const {
  const auto found = std::lower_bound(images.begin(), images.end(), id,
                                      [](const CocoImage& image, std::int64_t wanted) { return image.id < wanted; });
  if (found != images.end() && found->id == id) return *found;
  throw Error(name, "has no image " + std::to_string(id) + ", of which something else speaks",
              "Check that the files belong to the same split.");
}

std::vector<std::int64_t> CocoFile::category_ids() const {
  std::vector<std::int64_t> ids;
  for (const auto& [id, category] : categories) ids.push_back(id);
  return ids;
}

CocoFile read_coco(const std::filesystem::path& path) {
  CocoFile file;
  file.name = path.string();
  std::size_t categories = 0;
  read_lists(path, [&](const std::string& list, const nlohmann::json& element) {
    if (list == "images") {
      file.images.push_back(image_of({element, where_of(path, "image", file.images.size() + 1)}));
    } else if (list == "categories") {
      const Record record(element, where_of(path, "category", ++categories));
      if (!file.categories.emplace(record.integer("id"), record.text("name")).second) record.fail("id", "occurs twice");
    } else if (list == "annotations") {
      file.annotations.push_back(annotation_of({element, where_of(path, "annotation", file.annotations.size() + 1)}));
    }
  });
  if (file.images.empty()) {
    throw Error(file.name, "lists no image",
                "Give a file of annotations in COCO's format, such as instances_val2017.json.");
  }
  std::sort(file.images.begin(), file.images.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto twice = std::adjacent_find(file.images.begin(), file.images.end(),
                                        [](const auto& a, const auto& b) { return a.id == b.id; });
  if (twice != file.images.end()) {
    throw Error(file.name, "lists image " + std::to_string(twice->id) + " twice", "Give each image its own id.");
  }
  check_ids(file);
  return file;
}

RunLengths mask_of(const CocoAnnotation& annotation, const CocoImage& image) {
  const std::string where = "annotation " + std::to_string(annotation.id) + " of " + image.file_name;
  if (const auto* text = std::get_if<std::string>(&annotation.segmentation)) {
    return decompressed(*text, image.height, image.width, where);
  }
  if (const auto* runs = std::get_if<RunLengths>(&annotation.segmentation)) {
    if (runs->height == image.height && runs->width == image.width) return *runs;
    throw Error(where, "has a mask of another size than its picture", "Check that the file belongs to the pictures.");
  }
  std::vector<RunLengths> parts;
  for (const std::vector<double>& corners : std::get<CocoAnnotation::Polygons>(annotation.segmentation)) {
    if (corners.size() > 4) {
      parts.push_back(polygon_mask(corners, image.height, image.width));
      continue;
    }
    // COCO's tools take four numbers for a box, not for two corners.
    const double left = corners[0], top = corners[1], right = left + corners[2], bottom = top + corners[3];
    const std::vector<double> box{left, top, left, bottom, right, bottom, right, top};
    parts.push_back(polygon_mask(box, image.height, image.width));
  }
  if (parts.empty()) return {image.height, image.width, {image.height * image.width}};
  return united(parts);
}

std::vector<MaskTruth> mask_truths(const CocoFile& file) {
  std::vector<MaskTruth> truths;
  for (const CocoAnnotation& annotation : file.annotations) {
    truths.push_back({annotation.id, annotation.image, annotation.category, annotation.crowd, annotation.area,
                      mask_of(annotation, file.image(annotation.image))});
  }
  return truths;
}

std::vector<MaskResult> read_coco_results(const std::filesystem::path& path, const CocoFile& file) {
  std::vector<MaskResult> results;
  read_lists(path, [&](const std::string&, const nlohmann::json& element) {
    const Record record(element, where_of(path, "result", results.size() + 1));
    MaskResult result;
    result.id = static_cast<std::int64_t>(results.size()) + 1;
    result.image = record.integer("image_id");
    result.category = record.integer("category_id");
    result.score = record.number("score");
    if (file.categories.count(result.category) == 0) record.fail("category_id", "is a category of no annotation file");
    const CocoImage& image = file.image(result.image);
    const Record mask(record.value("segmentation"), record.where());
    if (mask.numbers("size") !=
        std::vector<double>{static_cast<double>(image.height), static_cast<double>(image.width)})
      mask.fail("size", "is not the picture's [height, width]");
    result.mask = mask.value("counts").is_string()
                      ? decompressed(mask.text("counts"), image.height, image.width, record.where())
                      : run_lengths_of(mask, image.height, image.width);
    results.push_back(std::move(result));
  });
  return results;
}

}  // namespace rex::evaluate
