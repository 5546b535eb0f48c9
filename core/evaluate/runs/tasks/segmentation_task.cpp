// Segmentation by a relevance map [CVPR21, section 4]: picture and labels as the model sees them, foreground where the
// map is above its mean.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/segmentation.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

/// LABELS of the picture at the pixels that the model sees: the nearest, as Pillow chooses it. Ignored where the model
/// sees beyond the picture.
std::vector<std::int64_t> labels_of_model(const std::vector<std::int64_t>& labels, const PictureGeometry& geometry) {
  std::vector<std::int64_t> result;
  const auto place = [](std::int64_t pixel, std::int64_t count, double begin, double size) {
    return static_cast<std::int64_t>(
        std::floor(begin + (static_cast<double>(pixel) + 0.5) * size / static_cast<double>(count)));
  };
  for (std::int64_t y = 0; y < geometry.model_height; ++y) {
    const std::int64_t from_y = place(y, geometry.model_height, geometry.y, geometry.height);
    for (std::int64_t x = 0; x < geometry.model_width; ++x) {
      const std::int64_t from_x = place(x, geometry.model_width, geometry.x, geometry.width);
      const bool inside =
          from_x >= 0 && from_y >= 0 && from_x < geometry.picture_width && from_y < geometry.picture_height;
      result.push_back(inside ? labels[static_cast<std::size_t>(from_y * geometry.picture_width + from_x)]
                              : ignored_label);
    }
  }
  return result;
}

nlohmann::json json_of(const SegmentationCounts& counts) {
  return {counts.correct,         counts.labelled,  counts.intersection[0],
          counts.intersection[1], counts.united[0], counts.united[1]};
}

SegmentationCounts counts_of(const nlohmann::json& json) {
  SegmentationCounts counts;
  counts.correct = json.at(0);
  counts.labelled = json.at(1);
  counts.intersection = {json.at(2), json.at(3)};
  counts.united = {json.at(4), json.at(5)};
  return counts;
}

class SegmentationTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    return {{"pixel_accuracy", "pixel accuracy, by picture", higher},
            {"miou", "mIoU, by picture", higher},
            {"ap", "mAP", higher}};
  }

  void check(const ModelDescription& model, const DataSet& set) const override {
    if (!model.sees_pixels() || model.finds_objects()) {
      throw Error(model.name, "gives no map of pixels for a class",
                  model.finds_objects() ? "Measure detectors with `rex evaluate detr-masks`."
                                        : "Choose a model that sees pixels.");
    }
    if (set.kind() == "imagenet") {
      throw Error("imagenet", "tells no pixels of its objects", "Give ImageNet-Segmentation, VOC, COCO or scenes.");
    }
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet&) override {
    std::vector<std::int64_t> truth = sample.truth.foreground;
    const auto& picture = sample.question.picture;
    if (truth.empty()) {
      truth.assign(static_cast<std::size_t>(picture->width * picture->height), 0);
      for (const SeenObject& object : sample.truth.objects) {
        for (std::size_t i = 0; i < truth.size(); ++i) truth[i] |= object.mask.inside[i];
      }
    }
    if (std::find(truth.begin(), truth.end(), 1) == truth.end()) {
      throw Error(sample.id, "has an empty mask: nothing of the picture is labelled as foreground",
                  "It is left out; take it out of the data set if that is right.");
    }
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    const auto answered = inquiry.ask(inquiry.prepare(sample.question), common_needs(needed));
    if (!answered->input.geometry) throw Error(sample.id, "has no picture");
    const std::vector<std::int64_t> labels = labels_of_model(truth, *answered->input.geometry);
    nlohmann::json row = {{"facts", answer_facts(*answered, sample.truth)}, {"explained", nlohmann::json::object()}};
    for (const auto& [name, target] : explained_targets(*answered, sample.truth, options_.explain_label)) {
      Explanation first;
      nlohmann::json& methods = row["explained"][name];
      for (const SampleMap& map : sample_maps(inquiry, target, options_.methods, options_.random_maps,
                                              sample_seed(options_.seed, sample.id), first)) {
        if (!map.image) continue;
        const std::vector<float> values = on_model_pixels(*answered, first, *map.image);
        const SegmentationScore score = score_segmentation(values, labels);
        methods[map.method] = {{"counts", json_of(score.counts)},
                               {"pixel_accuracy", score.counts.pixel_accuracy()},
                               {"miou", score.counts.mean_iou()},
                               {"ap", score.average_precision}};
      }
    }
    return row;
  }

  /// Accuracy and IoU as published: of the counts of all pictures.
  nlohmann::json totals(const RowIndex& rows) const override {
    std::map<std::string, std::map<std::string, SegmentationCounts>> sums;  // by target, method
    rows.for_each([&](const nlohmann::json& row, const std::string&) {
      if (!row.contains("explained")) return;
      for (const auto& [target, methods] : row["explained"].items()) {
        for (const auto& [method, numbers] : methods.items()) sums[target][method] += counts_of(numbers.at("counts"));
      }
    });
    nlohmann::json totals = nlohmann::json::object();
    for (const auto& [target, methods] : sums) {
      for (const auto& [method, counts] : methods) {
        totals[target][method] = {{"pixel_accuracy_of_all", counts.pixel_accuracy()},
                                  {"miou_of_all", counts.mean_iou()}};
      }
    }
    return totals;
  }
};

}  // namespace

std::unique_ptr<Task> segmentation_task(TaskOptions options) {
  return std::make_unique<SegmentationTask>(std::move(options));
}

}  // namespace rex::evaluate
