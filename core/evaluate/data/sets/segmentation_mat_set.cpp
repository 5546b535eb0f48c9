#include <cstdio>

#include "core/base/error.h"
#include "core/evaluate/data/segmentation_mat.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace {

class SegmentationMatSet : public DataSet {
 public:
  explicit SegmentationMatSet(const DataOptions& options) : path_(options.path) {
    const std::int64_t size = SegmentationMat(path_).size();
    for (const std::size_t index : spread(static_cast<std::size_t>(size), options.most)) {
      char id[16];
      std::snprintf(id, sizeof id, "%06zu", index);
      ids_.emplace_back(id);
      places_.push_back(static_cast<std::int64_t>(index));
    }
  }

  Sample load(std::size_t index) const override {
    SegmentationMat file(path_, places_.at(index));
    std::optional<SegmentedPicture> read = file.next();
    if (!read) throw Error(path_.string(), "ends before sample " + ids_.at(index), "Download the file again.");
    Sample sample;
    sample.id = ids_.at(index);
    Mask mask(read->picture.height, read->picture.width);
    for (std::size_t i = 0; i < read->labels.size(); ++i) {
      mask.inside[i] = read->labels[i] == 1 ? 1 : 0;
      sample.truth.foreground.push_back(read->labels[i] == 1 ? 1 : 0);
    }
    sample.truth.objects.push_back({"foreground", std::move(mask)});
    sample.question.picture_file = ids_.at(index);
    sample.question.picture = std::make_shared<const Picture>(std::move(read->picture));
    return sample;
  }

 private:
  std::filesystem::path path_;
  std::vector<std::int64_t> places_;  // beside ids_
};

}  // namespace

std::unique_ptr<DataSet> open_segmentation_mat(const DataOptions& options, const ModelDescription&) {
  return std::make_unique<SegmentationMatSet>(options);
}

}  // namespace rex::evaluate
