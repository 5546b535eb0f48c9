#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/evaluate/data/sets/sets.h"
#include "core/evaluate/data/voc.h"

namespace rex::evaluate {
namespace {

/// Pascal VOC's segmentation: every object class of a picture with its pixels.
class VocDataSet : public DataSet {
 public:
  explicit VocDataSet(const DataOptions& options) : options_(options), set_(options.path) {
    const std::string split = options.split.empty() ? "val" : options.split;
    std::vector<std::string> ids = set_.ids(split);
    std::sort(ids.begin(), ids.end());
    for (const std::size_t index : spread(ids.size(), options.most)) ids_.push_back(ids[index]);
  }

  Sample load(std::size_t index) const override {
    Sample sample;
    sample.id = ids_.at(index);
    set_picture(sample.question, set_.picture(sample.id), options_.regions);
    const LabelMap labels = set_.labels(sample.id);
    const Picture& picture = *sample.question.picture;
    if (labels.width != picture.width || labels.height != picture.height) {
      throw Error(sample.id + ".png",
                  "labels " + std::to_string(labels.width) + " × " + std::to_string(labels.height) +
                      " pixels, the picture has " + std::to_string(picture.width) + " × " +
                      std::to_string(picture.height),
                  "Take pictures and labels of one release.");
    }
    std::map<std::uint8_t, Mask> masks;
    for (std::size_t i = 0; i < labels.indices.size(); ++i) {
      const std::uint8_t index = labels.indices[i];
      sample.truth.foreground.push_back(index == voc_ignored ? -1 : index == 0 ? 0 : 1);
      if (index == 0 || index == voc_ignored) continue;
      masks.try_emplace(index, labels.height, labels.width).first->second.inside[i] = 1;
    }
    for (auto& [index, mask] : masks) {
      const std::string name(voc_classes[index]);
      sample.truth.labels[name] = 1;
      sample.truth.objects.push_back({name, std::move(mask)});
    }
    return sample;
  }

 private:
  DataOptions options_;
  VocSet set_;
};

}  // namespace

std::unique_ptr<DataSet> open_voc(const DataOptions& options, const ModelDescription& model) {
  if (!model.sees_picture() || model.reads_text()) {
    throw Error(options.path.string(), "holds pictures alone, which is not what " + model.name + " is asked",
                "Choose a model that reads pictures alone.");
  }
  return std::make_unique<VocDataSet>(options);
}

}  // namespace rex::evaluate
