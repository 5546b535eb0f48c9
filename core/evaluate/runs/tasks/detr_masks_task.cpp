// Weakly supervised segmentation with a detector [ICCV21, section 4.3]: every confident query's map becomes a mask, and
// COCO's mask average precision judges them.
#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/mask_ap.h"
#include "core/evaluate/query_mask.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

nlohmann::json json_of(const RunLengths& mask) {
  return {{"size", {mask.height, mask.width}}, {"counts", compressed(mask)}};
}

RunLengths mask_of(const nlohmann::json& json, const std::string& where) {
  return decompressed(json.at("counts").get_ref<const std::string&>(), json.at("size").at(0), json.at("size").at(1),
                      where);
}

/// The category that a model's class means: of its own name, or of a name that LABEL ends in ("red balloon").
std::optional<std::int64_t> category_of(const std::string& label,
                                        const std::map<std::int64_t, std::string>& categories) {
  for (const auto& [id, name] : categories) {
    if (label == name) return id;
  }
  for (const auto& [id, name] : categories) {
    if (label.ends_with(" " + name)) return id;
  }
  return std::nullopt;
}

nlohmann::json json_of(const MaskAp& ap) {
  return {{"ap", ap.ap},
          {"ap50", ap.ap50},
          {"ap75", ap.ap75},
          {"ap_small", ap.ap_small},
          {"ap_medium", ap.ap_medium},
          {"ap_large", ap.ap_large},
          {"ar_1", ap.ar_1},
          {"ar_10", ap.ar_10},
          {"ar_100", ap.ar_100}};
}

class DetrMasksTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    return {{"iou", "mean IoU of found objects", higher}};
  }

  void check(const ModelDescription& model, const DataSet& set) const override {
    if (!model.finds_objects()) {
      throw Error(model.name, "finds no objects", "Choose a DETR, or measure it with `rex evaluate segmentation`.");
    }
    if (set.categories().empty()) {
      throw Error(set.kind(), "tells no masks of objects by category", "Give COCO or scenes.");
    }
    if (!std::any_of(model.labels.begin(), model.labels.end(),
                     [&](const std::string& label) { return category_of(label, set.categories()).has_value(); })) {
      throw Error(model.name, "has no label that is a category of the data set",
                  "Choose a detector of these classes, or give its config.json its labels.");
    }
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet& set) override {
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    const auto answered = inquiry.ask(inquiry.prepare(sample.question), common_needs(needed));
    const PictureGeometry geometry = required_geometry(*answered, sample.id);
    nlohmann::json row = {{"facts", {{"detections", 0}}}, {"truths", nlohmann::json::array()}};
    for (const MaskTruth& truth : sample.truth.masks) {
      row["truths"].push_back({{"id", truth.id},
                               {"image", truth.image},
                               {"category", truth.category},
                               {"crowd", truth.crowd},
                               {"area", truth.area},
                               {"mask", json_of(truth.mask)}});
    }
    int detections = 0;
    nlohmann::json masks = nlohmann::json::object(), sums = nlohmann::json::object();
    std::map<std::string, std::pair<double, int>> ious;
    for (const Prediction& prediction : answered->predictions) {
      if (prediction.probability.value_or(0) <= options_.least_probability) break;
      const auto category = category_of(prediction.label, set.categories());
      if (!category) continue;
      ++detections;
      Explanation first;
      const std::uint32_t seed =
          sample_seed(options_.seed, sample.id + "/" + std::to_string(prediction.target.query.value_or(0)));
      for (const SampleMap& map :
           sample_maps(inquiry, prediction.target, options_.methods, options_.random_maps, seed, first)) {
        if (!map.image) continue;
        const RunLengths mask = masked(*answered, first, *map.image, geometry);
        masks[map.method].push_back(
            {{"category", *category}, {"score", prediction.probability.value_or(0)}, {"mask", json_of(mask)}});
        double best = 0;
        for (const MaskTruth& truth : sample.truth.masks) {
          if (truth.category == *category && !truth.crowd) best = std::max(best, mask_iou(mask, truth.mask, false));
        }
        ious[map.method].first += best;
        ++ious[map.method].second;
      }
    }
    for (const auto& [method, sum] : ious) sums[method] = {{"iou", sum.first / sum.second}};
    row["facts"]["detections"] = detections;
    row["masks"] = std::move(masks);
    row["explained"] = ious.empty() ? nlohmann::json::object() : nlohmann::json{{"detection", sums}};
    return row;
  }

  /// COCO's numbers with its thresholds and with those of ICCV 2021.
  nlohmann::json totals(const RowIndex& rows) const override {
    std::vector<MaskTruth> truths;
    std::map<std::string, std::vector<MaskResult>> results;
    std::set<std::int64_t> categories;
    rows.for_each([&](const nlohmann::json& row, const std::string&) {
      if (!row.contains("truths")) return;
      const std::string where = row.at("id");
      std::int64_t image = -1;
      for (const nlohmann::json& truth : row["truths"]) {
        image = truth.at("image");
        truths.push_back({truth.at("id"), image, truth.at("category"), truth.at("crowd"), truth.at("area"),
                          mask_of(truth.at("mask"), where)});
        categories.insert(truths.back().category);
      }
      // A picture without objects gets an id of its own, so that what is found in it counts as wrong.
      if (image < 0) image = (std::int64_t{1} << 40) + static_cast<std::int64_t>(sample_seed(0, where));
      for (const auto& [method, found] : row.at("masks").items()) {
        for (const nlohmann::json& one : found) {
          results[method].push_back({static_cast<std::int64_t>(results[method].size()) + 1, image, one.at("category"),
                                     one.at("score"), mask_of(one.at("mask"), where)});
        }
      }
    });
    nlohmann::json totals = nlohmann::json::object();
    for (const auto& [method, found] : results) {
      nlohmann::json numbers;
      for (const auto& [name, thresholds] :
           {std::pair("coco/", coco_thresholds()), std::pair("iccv2021/", iccv2021_thresholds())}) {
        const MaskScores scores(match_all(truths, found, thresholds), {categories.begin(), categories.end()},
                                thresholds);
        const nlohmann::json summary = json_of(scores.summary());
        for (const auto& [key, value] : summary.items()) numbers[name + key] = value;
        if (std::string_view(name) == "iccv2021/") numbers["ap20"] = scores.ap_at(0);
      }
      totals["detection"][method] = numbers;
    }
    return totals;
  }

 private:
  static PictureGeometry required_geometry(const Answered& answered, const std::string& id) {
    if (answered.input.geometry) return *answered.input.geometry;
    throw Error(id, "has no picture", "Give pictures.");
  }

  /// From the feature map to the picture; padding is cut off.
  static RunLengths masked(const Answered& answered, const Explanation& explanation, const std::vector<double>& values,
                           const PictureGeometry& geometry) {
    const PixelSize original{geometry.picture_height, geometry.picture_width};
    const auto [rows, columns] = patch_grid(explanation);
    FloatMap map(columns, rows);
    if (values.size() != map.values.size()) {  // a map of what the first layer reads has no masks as published
      throw Error("detr-masks", "the method gives no map of the feature cells", "Leave it out.");
    }
    for (std::size_t i = 0; i < values.size(); ++i) map.values[i] = static_cast<float>(values[i]);
    PixelSize input{geometry.model_height, geometry.model_width};
    const Mask whole = query_mask(map, input, original).input;
    if (const auto mask = answered.input.tensors.find("pixel_mask"); mask != answered.input.tensors.end()) {
      input.height = mask->second[0].select(1, 0).sum().item<std::int64_t>();
      input.width = mask->second[0].select(0, 0).sum().item<std::int64_t>();
    }
    Mask seen(input.height, input.width);
    for (std::int64_t y = 0; y < input.height; ++y) {
      for (std::int64_t x = 0; x < input.width; ++x) {
        seen.inside[static_cast<std::size_t>(y * input.width + x)] = whole.at(y, x);
      }
    }
    return encode(resized_nearest(seen, original));
  }
};

}  // namespace

std::unique_ptr<Task> detr_masks_task(TaskOptions options) {
  return std::make_unique<DetrMasksTask>(std::move(options));
}

}  // namespace rex::evaluate
