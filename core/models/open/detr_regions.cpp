#include "core/models/open/detr_regions.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace rex {
namespace {

constexpr double same_object_overlap = 0.5;        // boxes that overlap more show one object
constexpr double least_object_probability = 0.05;  // of a query's best class

/// The queries whose BOXES show objects, each object once: at most MOST, the most probable first.
std::vector<std::int64_t> different_objects(const std::vector<Box>& boxes, const std::vector<double>& probabilities,
                                            std::int64_t most) {
  std::vector<std::int64_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0);
  const auto probability = [&](std::int64_t query) { return probabilities[static_cast<std::size_t>(query)]; };
  const auto box = [&](std::int64_t query) { return boxes[static_cast<std::size_t>(query)]; };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return probability(a) > probability(b); });
  std::vector<std::int64_t> kept;
  for (const std::int64_t query : order) {
    if (static_cast<std::int64_t>(kept.size()) == most || probability(query) < least_object_probability) break;
    const bool is_new = std::none_of(kept.begin(), kept.end(), [&](std::int64_t other) {
      return intersection_over_union(box(other), box(query)) > same_object_overlap;
    });
    if (is_new) kept.push_back(query);
  }
  return kept;
}

/// COUNT tiles of a grid with MOST tiles or a few more, those first that OBJECTS cover least.
std::vector<Box> background_tiles(const std::vector<Box>& objects, std::int64_t most, std::int64_t count) {
  std::int64_t side = 1;
  while (side * side < most) ++side;
  const auto place = [side](std::int64_t line) { return static_cast<double>(line) / static_cast<double>(side); };
  std::vector<std::pair<double, Box>> tiles;  // covered area
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      const Box tile{place(column), place(row), place(column + 1), place(row + 1)};
      double covered = 0;
      for (const Box& object : objects) covered += shared_area(tile, object);
      tiles.emplace_back(covered, tile);
    }
  }
  std::stable_sort(tiles.begin(), tiles.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Box> chosen;
  for (std::int64_t i = 0; i < count; ++i) chosen.push_back(tiles[static_cast<std::size_t>(i)].second);
  return chosen;
}

/// The mean [hidden] of TOKENS [rows, columns, hidden], which cover the picture, over the cells that TILE touches.
at::Tensor mean_inside(const at::Tensor& tokens, const Box& tile) {
  const auto part = [](double from, double to, std::int64_t cells) {
    const auto first = std::min(static_cast<std::int64_t>(from * static_cast<double>(cells)), cells - 1);
    const auto last = static_cast<std::int64_t>(std::ceil(to * static_cast<double>(cells)));
    return std::pair(first, std::clamp(last, first + 1, cells));
  };
  const auto [top, bottom] = part(tile.top, tile.bottom, tokens.size(0));
  const auto [left, right] = part(tile.left, tile.right, tokens.size(1));
  return tokens.slice(0, top, bottom).slice(1, left, right).mean(at::IntArrayRef({0, 1}));
}

std::vector<Box> boxes_of(const at::Tensor& corners) {  // [boxes, 4]
  const at::Tensor numbers = corners.to(at::kDouble).contiguous();
  std::vector<Box> boxes;
  for (std::int64_t i = 0; i < numbers.size(0); ++i) {
    const double* box = numbers.data_ptr<double>() + i * 4;
    boxes.push_back({box[0], box[1], box[2], box[3]});
  }
  return boxes;
}

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
    const std::vector<Box> boxes = boxes_of(found.boxes[0]);
    const std::vector<std::string>& labels = detr_->description().labels;
    const auto width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const Box& box = boxes[i];
      const auto index = static_cast<std::int64_t>(i);
      regions.boxes.push_back({box.left * width, box.top * height, box.right * width, box.bottom * height});
      const std::int64_t label = found.classes[0][index].item<std::int64_t>();
      regions.labels.push_back(label == detr_->classes() ? "background"
                               : label < static_cast<std::int64_t>(labels.size())
                                   ? labels[static_cast<std::size_t>(label)]
                                   : "class " + std::to_string(label));
      regions.scores.push_back(found.scores[0][index].item<double>());
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
  most = std::min(most, detr.queries());
  const DetrOutputs outputs = detr.detect(inputs, {}, false);
  const at::Tensor probabilities = at::softmax(outputs.logits[0].to(at::kFloat), -1).slice(-1, 0, detr.classes());
  const auto [best, classes] = probabilities.max(-1);
  const at::Tensor states = outputs.decoder_states[0].to(at::kFloat), boxes = outputs.boxes[0].to(at::kFloat);
  const at::Tensor centre = boxes.slice(-1, 0, 2), half = boxes.slice(-1, 2, 4) / 2;
  const at::Tensor corners = at::cat({centre - half, centre + half}, -1).clamp(0, 1);
  const std::int64_t rows = outputs.feature_mask.size(1), columns = outputs.feature_mask.size(2);
  const at::Tensor tokens = outputs.input_tokens.to(at::kFloat).reshape({boxes.size(0), rows, columns, -1});
  std::vector<at::Tensor> features, places, scores, kinds;
  for (std::int64_t i = 0; i < boxes.size(0); ++i) {
    const at::Tensor sure = best[i].to(at::kDouble).contiguous();
    const std::vector<std::int64_t> kept = different_objects(
        boxes_of(corners[i]), {sure.data_ptr<double>(), sure.data_ptr<double>() + sure.numel()}, most);
    const at::Tensor queries = at::tensor(kept, at::kLong);
    const std::int64_t missing = most - queries.numel();
    const at::Tensor objects = corners[i].index_select(0, queries);
    // Where pictures of several sizes are padded, each lies in the upper left.
    const at::Tensor shown = outputs.feature_mask[i];
    const at::Tensor seen = tokens[i]
                                .slice(0, 0, shown.any(1).sum().item<std::int64_t>())
                                .slice(1, 0, shown.any(0).sum().item<std::int64_t>());
    std::vector<at::Tensor> rows_of_features = {states[i].index_select(0, queries)}, rows_of_places = {objects};
    for (const Box& tile : background_tiles(boxes_of(objects), most, missing)) {
      rows_of_features.push_back(mean_inside(seen, tile).unsqueeze(0));
      rows_of_places.push_back(
          at::tensor({tile.left, tile.top, tile.right, tile.bottom}, at::kDouble).to(at::kFloat).unsqueeze(0));
    }
    features.push_back(at::cat(rows_of_features));
    places.push_back(at::cat(rows_of_places));
    scores.push_back(at::cat({best[i].index_select(0, queries), at::zeros({missing})}));
    kinds.push_back(at::cat({classes[i].index_select(0, queries), at::full({missing}, detr.classes(), at::kLong)}));
  }
  return {at::stack(features), at::stack(places), at::stack(scores), at::stack(kinds)};
}

std::unique_ptr<RegionSource> detr_region_source(std::unique_ptr<Detr> detr, Preprocessor preprocessor,
                                                 std::int64_t most, std::string name) {
  return std::make_unique<DetrRegionSource>(std::move(detr), std::move(preprocessor), most, std::move(name));
}

}  // namespace rex
