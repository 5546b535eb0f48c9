#include "core/models/open/detr_regions.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

namespace rex {
namespace {

class DetrRegionSource : public RegionSource {
 public:
  DetrRegionSource(std::unique_ptr<Detr> detr, Preprocessor preprocessor, std::int64_t most, std::string name)
      : detr_(std::move(detr)), preprocessor_(std::move(preprocessor)), most_(most), name_(std::move(name)) {}

  std::string name() const override { return name_; }
  std::int64_t feature_size() const override { return detr_->hidden(); }

  Regions find(const Picture& picture, const Progress& progress) const override {
    progress.report(0, "looking for regions");
    const Preprocessed ready = preprocessor_.run(picture);
    ModelInputs inputs = {{"pixel_values", ready.pixel_values}};
    if (ready.pixel_mask.defined()) inputs["pixel_mask"] = ready.pixel_mask;
    const RegionBatch found = detr_regions(*detr_, inputs, most_);

    Regions regions;
    regions.features = found.features[0].contiguous();
    const at::Tensor boxes = found.boxes[0].to(at::kDouble).contiguous();
    const std::vector<std::string>& labels = detr_->description().labels;
    const auto width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
      const double* box = boxes.data_ptr<double>() + i * 4;
      regions.boxes.push_back({box[0] * width, box[1] * height, box[2] * width, box[3] * height});
      const std::int64_t label = found.classes[0][i].item<std::int64_t>();
      regions.labels.push_back(label < static_cast<std::int64_t>(labels.size())
                                   ? labels[static_cast<std::size_t>(label)]
                                   : "class " + std::to_string(label));
      regions.scores.push_back(found.scores[0][i].item<double>());
    }
    return regions;
  }

 private:
  std::unique_ptr<Detr> detr_;
  Preprocessor preprocessor_;
  std::int64_t most_;
  std::string name_;
};

}  // namespace

RegionBatch detr_regions(const Detr& detr, const ModelInputs& inputs, std::int64_t most) {
  const at::NoGradGuard no_graph;
  const DetrOutputs outputs = detr.detect(inputs, {}, false);
  const at::Tensor probabilities = at::softmax(outputs.logits[0].to(at::kFloat), -1).slice(-1, 0, detr.classes());
  const auto [best, classes] = probabilities.max(-1);
  const std::int64_t count = std::min(most, best.size(1));
  const at::Tensor order =
      std::get<1>(at::sort(best, /*stable=*/true, /*dim=*/1, /*descending=*/true)).slice(1, 0, count);
  const auto chosen = [&](const at::Tensor& rows) {
    return rows.gather(1, order.unsqueeze(-1).expand({-1, -1, rows.size(-1)}));
  };
  const at::Tensor boxes = chosen(outputs.boxes[0].to(at::kFloat));
  const at::Tensor centre = boxes.slice(-1, 0, 2), half = boxes.slice(-1, 2, 4) / 2;
  return {chosen(outputs.decoder_states[0].to(at::kFloat)), at::cat({centre - half, centre + half}, -1).clamp(0, 1),
          best.gather(1, order), classes.gather(1, order)};
}

std::unique_ptr<RegionSource> detr_region_source(std::unique_ptr<Detr> detr, Preprocessor preprocessor,
                                                 std::int64_t most, std::string name) {
  return std::make_unique<DetrRegionSource>(std::move(detr), std::move(preprocessor), most, std::move(name));
}

}  // namespace rex
