#include <algorithm>

#include "core/base/error.h"
#include "core/evaluate/data/coco_file.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

class CocoDataSet : public DataSet {
 public:
  explicit CocoDataSet(const DataOptions& options) : options_(options) {
    const std::string split = options.split.empty() ? "val2017" : options.split;
    fs::path file = options.path / "annotations" / ("instances_" + split + ".json");
    pictures_ = options.path / split;
    if (!fs::exists(file)) {
      file = options.path / "annotations.json";
      pictures_ = options.path;
    }
    if (!options.pictures.empty()) pictures_ = options.pictures;
    file_ = read_coco(file);
    categories_ = file_.categories;
    for (std::size_t i = 0; i < file_.annotations.size(); ++i) of_image_[file_.annotations[i].image].push_back(i);
    std::vector<std::pair<std::string, std::int64_t>> pairs;
    for (const CocoImage& image : file_.images) pairs.emplace_back(image.file_name, image.id);
    std::sort(pairs.begin(), pairs.end());
    for (const std::size_t index : spread(pairs.size(), options.most)) {
      ids_.push_back(pairs[index].first);
      images_.push_back(pairs[index].second);
    }
  }

  Sample load(std::size_t index) const override {
    const CocoImage& image = file_.image(images_.at(index));
    Sample sample;
    sample.id = ids_.at(index);
    set_picture(sample.question, pictures_ / image.file_name, options_.regions);
    const Picture& picture = *sample.question.picture;
    if (picture.width != image.width || picture.height != image.height) {
      throw Error((pictures_ / image.file_name).string(),
                  "has " + std::to_string(picture.width) + " × " + std::to_string(picture.height) + " pixels, " +
                      file_.name + " says " + std::to_string(image.width) + " × " + std::to_string(image.height),
                  "Take pictures and annotations of one release.");
    }
    std::map<std::int64_t, std::vector<RunLengths>> by_category;
    const auto found = of_image_.find(image.id);
    if (found == of_image_.end()) return sample;
    for (const std::size_t index : found->second) {
      const CocoAnnotation& annotation = file_.annotations[index];
      const RunLengths mask = mask_of(annotation, image);
      sample.truth.masks.push_back(
          {annotation.id, annotation.image, annotation.category, annotation.crowd, annotation.area, mask});
      if (!annotation.crowd) by_category[annotation.category].push_back(mask);
    }
    for (const auto& [category, masks] : by_category) {
      const std::string& name = file_.categories.at(category);
      sample.truth.labels[name] = 1;
      sample.truth.objects.push_back({name, decode(united(masks))});
    }
    return sample;
  }

 private:
  DataOptions options_;
  fs::path pictures_;
  CocoFile file_;
  std::map<std::int64_t, std::vector<std::size_t>> of_image_;  // places of annotations
  std::vector<std::int64_t> images_;                           // beside ids_
};

}  // namespace

std::unique_ptr<DataSet> open_coco(const DataOptions& options, const ModelDescription& model) {
  if (!model.sees_picture() || model.reads_text()) {
    throw Error(options.path.string(), "holds pictures alone, which is not what " + model.name + " is asked",
                "Choose a model that reads pictures alone.");
  }
  return std::make_unique<CocoDataSet>(options);
}

}  // namespace rex::evaluate
