// Do the map's highest point, its energy and Otsu's mask of it lie on the object that the answer names?
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/pointing.h"
#include "core/evaluate/protocols/scene_truth.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

constexpr double least_iou = 0.5;      // of a detection's box with the object's
constexpr double centre_width = 0.25;  // of the picture: the centre prior's deviation

/// A map that only knows where the middle of the picture is.
FloatMap centre_prior(std::int64_t width, std::int64_t height) {
  FloatMap map(width, height);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const double right = (static_cast<double>(x) + 0.5) / static_cast<double>(width) - 0.5;
      const double down = (static_cast<double>(y) + 0.5) / static_cast<double>(height) - 0.5;
      map.row(y)[x] = static_cast<float>(std::exp(-(right * right + down * down) / (2 * centre_width * centre_width)));
    }
  }
  return map;
}

nlohmann::json scored(const FloatMap& map, const Mask& mask) {
  const PointingScore score = score_pointing(map.values, mask);
  nlohmann::json numbers = {{"hit", score.hit ? 1 : 0}, {"inside", score.inside ? 1 : 0}, {"iou", otsu_iou(map, mask)}};
  if (score.energy) numbers["energy"] = *score.energy;
  if (score.rank) numbers["rank"] = *score.rank;
  return numbers;
}

/// A target, its class, and the pixels that it should rest on.
struct Judged {
  Target target;
  std::string class_name;
  Mask mask;
};

class PointingTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    return {{"hit", "pointing game, 15 pixels", higher},
            {"inside", "highest point inside", higher},
            {"energy", "energy inside", higher},
            {"rank", "rank accuracy", higher},
            {"iou", "IoU of Otsu's mask", higher}};
  }

  void check(const ModelDescription& model, const DataSet& set) const override {
    if (!model.sees_picture()) throw Error(model.name, "sees no picture", "Measure it with `rex evaluate rationales`.");
    if (model.reads_several_texts() || set.kind() == "imagenet" || set.kind() == "vqa") {
      throw Error(set.kind(), "does not tell which pixels the answer of " + model.name + " rests on",
                  "Give scenes (for classifiers, detectors, models that answer questions), VOC, COCO or "
                  "ImageNet-Segmentation.");
    }
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet& set) override {
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    const auto answered = inquiry.ask(inquiry.prepare(sample.question), common_needs(needed));
    nlohmann::json row = {{"explained", nlohmann::json::object()}};
    const bool objects = answered->model->description.finds_objects();
    if (!objects) row["facts"] = answer_facts(*answered, sample.truth);
    nlohmann::json& all = row["explained"];
    for (const Judged& one : objects ? detections(*answered, sample, set) : answers(*answered, sample)) {
      if (one.mask.area() == 0) {
        throw Error(sample.id, "has an empty mask of " + one.class_name,
                    "It is left out; take it out of the data set if that is right.");
      }
      nlohmann::json& methods = all[one.class_name.empty() ? "predicted" : "class " + one.class_name];
      Explanation first;
      for (const SampleMap& map : sample_maps(inquiry, one.target, options_.methods, options_.random_maps,
                                              sample_seed(options_.seed, sample.id), first)) {
        if (map.image) methods[map.method] = scored(on_picture(*answered, first, *map.image), one.mask);
      }
      methods["centre"] = scored(centre_prior(one.mask.width, one.mask.height), one.mask);
    }
    // By class, then over all: the summary reads "object".
    std::map<std::string, std::map<std::string, std::pair<double, double>>> sums;  // by method, metric: sum, count
    for (const auto& [target, methods] : all.items()) {
      for (const auto& [method, numbers] : methods.items()) {
        for (const auto& [metric, value] : numbers.items()) {
          sums[method][metric].first += value.get<double>();
          sums[method][metric].second += 1;
        }
      }
    }
    nlohmann::json merged = nlohmann::json::object();
    for (const auto& [method, numbers] : sums) {
      for (const auto& [metric, sum] : numbers) merged[method][metric] = sum.first / sum.second;
    }
    row["by_class"] = std::move(all);
    row["explained"] = merged.empty() ? nlohmann::json::object() : nlohmann::json{{"object", merged}};
    return row;
  }

  /// The pointing game as published: each class's share of hits, then their mean.
  nlohmann::json totals(const RowIndex& rows) const override {
    std::map<std::string, std::map<std::string, std::pair<double, double>>> classes;  // hits, all; by method, class
    rows.for_each([&](const nlohmann::json& row, const std::string&) {
      if (!row.contains("by_class")) return;
      for (const auto& [target, methods] : row["by_class"].items()) {
        for (const auto& [method, numbers] : methods.items()) {
          auto& [hits, all] = classes[method][target];
          hits += numbers.at("hit").get<double>();
          all += 1;
        }
      }
    });
    nlohmann::json totals = nlohmann::json::object();
    for (const auto& [method, by_class] : classes) {
      double sum = 0;
      for (const auto& [name, counts] : by_class) sum += counts.first / counts.second;
      totals["object"][method] = {{"hit_mean_over_classes", sum / static_cast<double>(by_class.size())},
                                  {"classes", by_class.size()}};
    }
    return totals;
  }

 private:
  static Mask union_of(const std::vector<SeenObject>& objects) {
    Mask mask = objects.front().mask;
    for (const SeenObject& object : objects) {
      for (std::size_t i = 0; i < mask.inside.size(); ++i) mask.inside[i] |= object.mask.inside[i];
    }
    return mask;
  }

  /// Every class of the picture that the model knows; else, of what it predicted rightly, all that the answer rests on.
  static std::vector<Judged> answers(const Answered& answered, const Sample& sample) {
    if (sample.truth.objects.empty()) return {};
    const ModelDescription& model = answered.model->description;
    std::vector<Judged> judged;
    if (!model.reads_text()) {
      for (const SeenObject& object : sample.truth.objects) {
        const auto index = class_of(model, object.name);
        Target target;
        target.class_index = index;
        if (index) judged.push_back({target, object.name, object.mask});
      }
      if (!judged.empty()) return judged;
    }
    const Target best = answered.predictions.front().target;
    const bool right = sample.truth.labels.empty() || worth_of(model, sample.truth, index_of_answer(best)) > 0;
    const bool told = model.reads_text() ? right : true;  // ImageNet-Segmentation's labels are not the model's
    if (told) judged.push_back({best, "", union_of(sample.truth.objects)});
    return judged;
  }

  static std::int64_t index_of_answer(const Target& target) { return target.text ? *target.text : *target.class_index; }

  /// The first object that is found: a query of its class with the box of its mask.
  std::vector<Judged> detections(const Answered& answered, const Sample& sample, const DataSet& set) const {
    for (const MaskTruth& object : sample.truth.masks) {
      const auto category = set.categories().find(object.category);
      if (object.crowd || category == set.categories().end() || object.mask.area() == 0) continue;
      const Box box = object.mask.bounds();
      for (const Prediction& prediction : answered.predictions) {
        if (prediction.probability.value_or(0) < options_.least_probability) break;
        const std::string& label = prediction.label;
        const bool same = label == category->second || label.ends_with(" " + category->second);
        const auto query = static_cast<std::size_t>(prediction.target.query.value_or(0));
        if (!same || intersection_over_union(answered.query_boxes.at(query), box) < least_iou) continue;
        return {{prediction.target, category->second, decode(object.mask)}};
      }
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<Task> pointing_task(TaskOptions options) { return std::make_unique<PointingTask>(std::move(options)); }

}  // namespace rex::evaluate
