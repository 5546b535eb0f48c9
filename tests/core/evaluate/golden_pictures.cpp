#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/evaluate/curve.h"
#include "core/evaluate/imputation.h"
#include "core/evaluate/order.h"
#include "core/evaluate/pixel_removal.h"
#include "core/evaluate/pointing.h"
#include "core/evaluate/query_mask.h"
#include "core/evaluate/saco.h"
#include "core/evaluate/segmentation.h"
#include "core/evaluate/similarity.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"

namespace rex::test {
using namespace evaluate;
using nlohmann::json;

namespace {

using Numbers = std::vector<double>;

std::string entry(const std::string& list, std::size_t index) { return list + "/" + std::to_string(index); }

std::size_t largest(const Numbers& numbers) {
  return static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end()) - numbers.begin());
}

Mask mask_of_tensor(GoldenTensors& tensors, const std::string& name) {
  const std::vector<std::int64_t> shape = tensors.shape(name);
  Mask mask(shape[0], shape[1]);
  mask.inside = tensors.bytes(name);
  return mask;
}

Numbers as_doubles(std::span<const float> values) { return {values.begin(), values.end()}; }

}  // namespace

void check_saco(const std::filesystem::path& folder) {
  GoldenFile file(folder, "saco.json");
  GoldenTensors tensors(folder, "saco.safetensors");
  const std::int64_t height = file.input("/height").get<std::int64_t>(),
                     width = file.input("/width").get<std::int64_t>();
  const auto count = file.input("/K").get<std::int64_t>();
  const at::Tensor picture = tensors.tensor("image").view({1, height, width});
  const at::Tensor weights = tensors.tensor("weights");
  const auto score = [&](const at::Tensor& input) {
    return 1 / (1 + std::exp(-.5 * (weights * input[0]).sum().item<double>()));
  };
  // The class is the one predicted on the clean picture: with a probability below a half it is the other one.
  const double clean = score(picture);
  file.check("/score_clean", clean);
  const PixelRemoval removal(picture, Replacement::mean);
  for (const auto& [name, content] : file.look("/maps").items()) {
    const Numbers map = tensors.doubles("map/" + name);
    const std::vector<std::vector<std::int64_t>> groups = saco_groups(map, count);
    json sizes;
    Numbers drops;
    for (const std::vector<std::int64_t>& group : groups) {
      sizes.push_back(group.size());
      drops.push_back(clean - score(removal.without(group)));
    }
    const Numbers salience = group_salience(map, groups);
    file.check("/maps/" + name, {{"group_sizes", sizes},
                                 {"groups", groups},
                                 {"group_scores", salience},
                                 {"prediction_drops", drops},
                                 {"saco", json_of(saco(salience, drops))}});
  }
  for (std::size_t i = 0; i < file.look("/direct").size(); ++i) {
    const std::string pointer = entry("/direct", i);
    file.check(pointer + "/saco", json_of(saco(file.input(pointer + "/group_scores").get<Numbers>(),
                                               file.input(pointer + "/prediction_drops").get<Numbers>())));
  }
}

void check_similarity(const std::filesystem::path& folder) {
  GoldenFile file(folder, "mprt.json");
  GoldenTensors tensors(folder, "mprt.safetensors");
  using Kind = SsimWindow::Kind;
  for (std::size_t i = 0; i < file.look("/pairs").size(); ++i) {
    const std::string pointer = entry("/pairs", i), name = "pair/" + std::to_string(i);
    const Numbers original = tensors.doubles(name + "/original"), randomised = tensors.doubles(name + "/randomised");
    const std::vector<std::int64_t> shape = tensors.shape(name + "/original");
    const Numbers a = over_largest(original), b = over_largest(randomised);
    const auto [a_least, a_most] = std::minmax_element(a.begin(), a.end());
    const auto [b_least, b_most] = std::minmax_element(b.begin(), b.end());
    const double range = std::max(*a_most, *b_most) - std::min(*a_least, *b_least);
    const Numbers scaled_a = min_max(original), scaled_b = min_max(randomised);
    const auto gaussian = [&](double data_range, bool sample) {
      return ssim(scaled_a, scaled_b, shape[0], shape[1], {Kind::gaussian, data_range, sample});
    };
    file.check(pointer, {{"spearman_abs", json_of(spearman(absolute(original), absolute(randomised)))},
                         {"spearman_signed", json_of(spearman(original, randomised))},
                         {"pearson_abs", json_of(pearson(absolute(original), absolute(randomised)))},
                         {"data_range_pair", range},
                         {"second_moment_original", second_moment(original)},
                         {"second_moment_randomised", second_moment(randomised)},
                         {"mean_abs_difference_second_moment",
                          mean_absolute_difference(over_second_moment(original), over_second_moment(randomised))}});
    file.check(
        pointer,
        {{"ssim_uniform7_data_range_pair", ssim(a, b, shape[0], shape[1], {Kind::uniform, range, true})},
         {"ssim_flattened_uniform7", ssim(a, b, 1, static_cast<std::int64_t>(a.size()), {Kind::uniform, range, true})},
         {"ssim_gaussian_minmax_range1", gaussian(1, true)},
         {"ssim_gaussian_minmax_range1_population", gaussian(1, false)},
         {"ssim_gaussian_minmax_range2", gaussian(2, true)}},
        ssim_tolerance);
  }
  for (std::size_t i = 0; i < file.look("/entropy").size(); ++i) {
    const std::string pointer = entry("/entropy", i), name = "entropy/" + std::to_string(i);
    const Numbers original = tensors.doubles(name + "/original"), randomised = tensors.doubles(name + "/randomised");
    const auto bins = file.input(pointer + "/bins").get<std::int64_t>();
    const ComplexityRise rise = complexity_rise(original, randomised, bins);
    file.check(pointer, {{"histogram_original", histogram(original, bins)},
                         {"histogram_randomised", histogram(randomised, bins)},
                         {"entropy_original", rise.original},
                         {"entropy_randomised", rise.randomised},
                         {"rise", json_of(rise.rise)}});
  }
  file.input("/cascade/layers");
  Numbers means, quantus, last;
  for (const json& sample : file.input("/cascade/similarity_per_sample")) {
    const Numbers similarities = sample.get<Numbers>();  // the first is the original model's 1
    const Cascade result = cascade(std::span(similarities).subspan(1));
    means.push_back(result.mean);
    quantus.push_back(result.with_original);
    last.push_back(result.last);
  }
  file.check("/cascade", {{"mean_without_original", means},
                          {"mean_as_in_quantus", quantus},
                          {"last", last},
                          {"dataset_mean_without_original", mean(means)}});
}

void check_segmentation(const std::filesystem::path& folder) {
  GoldenFile file(folder, "segmentation.json");
  GoldenTensors tensors(folder, "segmentation.safetensors");
  const auto counts_json = [](const SegmentationCounts& counts) {
    return json{{"correct", counts.correct},
                {"labelled", counts.labelled},
                {"intersection", counts.intersection},
                {"union", counts.united},
                {"pixel_accuracy", counts.pixel_accuracy()},
                {"iou", {json_of(counts.iou()[0]), json_of(counts.iou()[1])}}};
  };
  SegmentationCounts total;
  Numbers precisions;
  for (std::size_t i = 0; i < file.look("/pictures").size(); ++i) {
    const std::string pointer = entry("/pictures", i), number = std::to_string(i);
    const SegmentationScore score =
        score_segmentation(tensors.floats("map/" + number), tensors.integers("label/" + number));
    file.input(pointer + "/kind");
    file.check(pointer, counts_json(score.counts));
    file.check(pointer,
               {{"threshold", json_of(score.threshold)},
                {"ap", score.average_precision},
                {"ap_foreground_only", score.foreground_precision}},
               float_tolerance);
    total += score.counts;
    precisions.push_back(score.average_precision);
  }
  file.check("/dataset", counts_json(total));
  file.check("/dataset/miou", total.mean_iou());
  file.check("/dataset/map", mean(precisions), float_tolerance);
}

void check_pointing(const std::filesystem::path& folder) {
  GoldenFile file(folder, "pointing.json");
  GoldenTensors tensors(folder, "pointing.safetensors");
  const auto tolerance = file.input("/tolerance").get<double>();
  PointingGame game(static_cast<std::int64_t>(file.look("/class_hits").size()));
  for (std::size_t i = 0; i < file.look("/cases").size(); ++i) {
    const std::string pointer = entry("/cases", i), number = std::to_string(i);
    const Mask mask = mask_of_tensor(tensors, "mask/" + number);
    const PointingScore score = score_pointing(tensors.floats("map/" + number), mask, tolerance);
    file.check(pointer, {{"point_xy", {score.x, score.y}},
                         {"distance_to_mask", json_of(score.distance)},
                         {"hit", score.hit},
                         {"inside_without_tolerance", score.inside},
                         {"energy_inside", json_of(score.energy)},
                         {"rank_accuracy", json_of(score.rank)}});
    if (file.look(pointer).contains("box_half_open_xyxy")) {
      const auto box = file.input(pointer + "/box_half_open_xyxy").get<Numbers>();
      CHECK(mask_of({box[0], box[1], box[2], box[3]}, mask.height, mask.width) == mask);
    }
    game.add(file.input(pointer + "/class").get<std::int64_t>(), score.hit);
  }
  file.check("", {{"class_hits", game.hits()},
                  {"class_misses", game.misses()},
                  {"class_accuracy", game.class_accuracy()},
                  {"mean_over_classes", game.mean_over_classes()},
                  {"mean_over_classes_seen", json_of(game.mean_over_classes_seen())},
                  {"over_cases", json_of(game.mean_over_cases())}});
}

namespace {

/// The toy model of the ROAD curve: one linear layer and a softmax.
struct LinearModel {
  at::Tensor weight, bias;

  Numbers probabilities(const at::Tensor& picture) const {
    const at::Tensor logits = at::mv(weight.to(at::kDouble), picture.flatten().to(at::kDouble)) + bias.to(at::kDouble);
    const at::Tensor result = at::softmax(logits, 0).contiguous();
    return {result.data_ptr<double>(), result.data_ptr<double>() + result.numel()};
  }
};

void check_system(GoldenFile& file, GoldenTensors& tensors, std::size_t index) {
  const std::string pointer = entry("/imputation", index), number = std::to_string(index);
  const Mask kept = mask_of_tensor(tensors, "kept/" + number);
  const at::Tensor picture = tensors.tensor("image/" + number);
  const LinearImputation system(kept);
  const auto pixels = kept.inside.size();
  json columns, first_side;
  for (const auto& [pixel, coefficient] : system.row(0)) columns[std::to_string(pixel)] = coefficient;
  // The reference rounds diagonals to twelve decimals before it lists them.
  std::set<std::int64_t> diagonals;
  for (std::size_t i = 0; i < system.missing().size(); ++i)
    diagonals.insert(std::llround(system.row(i).at(system.missing()[i]) * 1e12));
  Numbers diagonal_values;
  for (const std::int64_t value : diagonals) diagonal_values.push_back(static_cast<double>(value) / 1e12);

  const auto channels = static_cast<std::size_t>(picture.size(0));
  Numbers solution(system.missing().size() * channels), imputed;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const std::span<const float> plane(picture.data_ptr<float>() + channel * pixels, pixels);
    const Numbers side = system.right_hand_side(plane);
    first_side.push_back(side[0]);
    const Numbers solved = system.solve({side})[0];
    // As the reference's own direct solver: a bound, not a number to repeat.
    constexpr double largest_residual = 1e-11;
    CHECK(system.residual(solved, side) <= largest_residual);
    for (std::size_t i = 0; i < solved.size(); ++i) solution[i * channels + channel] = solved[i];
    const Numbers filled = as_doubles(impute(system, {{plane.begin(), plane.end()}}, 0, 0)[0]);
    imputed.insert(imputed.end(), filled.begin(), filled.end());
  }
  file.input(pointer + "/residual");
  file.check(pointer, {{"missing", system.missing().size()}, {"diagonal_values", diagonal_values}});
  file.check(pointer + "/first_row", {{"pixel", system.missing()[0]}, {"columns", columns}});
  file.check(pointer + "/first_row/right_hand_side", first_side, float_tolerance);
  tensors.check("solution/" + number, solution, float_tolerance);
  tensors.check("imputed/" + number, imputed, float_tolerance);
}

}  // namespace

void check_imputation(const std::filesystem::path& folder) {
  GoldenFile file(folder, "road.json");
  GoldenTensors tensors(folder, "road.safetensors");
  for (std::size_t i = 0; i < file.look("/imputation").size(); ++i) check_system(file, tensors, i);

  const LinearModel model{tensors.tensor("model/weight"), tensors.tensor("model/bias")};
  const auto fractions = file.input("/curve/fractions").get<Numbers>();
  const std::size_t pictures = file.look("/curve/pictures").size();
  std::map<std::string, std::vector<Numbers>> hits;
  json removed_counts;
  for (std::size_t i = 0; i < pictures; ++i) {
    const std::string pointer = entry("/curve/pictures", i), number = std::to_string(i);
    const at::Tensor picture = tensors.tensor("image/" + number);
    const std::vector<float> relevance = tensors.floats("relevance/" + number);
    const Numbers clean = model.probabilities(picture);
    const std::size_t predicted = largest(clean);
    const std::set<float> distinct(relevance.begin(), relevance.end());
    file.check(pointer, {{"predicted", predicted}, {"distinct_relevances", distinct.size()}});
    file.check(pointer + "/probability", clean[predicted], float_tolerance);
    const PixelRemoval removal(picture, Replacement::linear);
    for (const auto& [name, first] :
         {std::pair("morf", First::most_relevant), std::pair("lerf", First::least_relevant)}) {
      Numbers probabilities, hit;
      removed_counts.clear();
      for (const std::vector<std::int64_t>& pixels : removed_tokens(order(relevance, first), fractions)) {
        const Numbers scores = model.probabilities(removal.without(pixels));
        probabilities.push_back(scores[predicted]);
        hit.push_back(largest(scores) == predicted ? 1 : 0);
        removed_counts.push_back(pixels.size());
      }
      file.check(pointer + "/" + name + "/probability", probabilities, float_tolerance);
      file.check(pointer + "/" + name + "/hit", hit);
      hits[name].push_back(hit);
    }
  }
  file.check("/curve", {{"morf_accuracy", mean_curve(fractions, hits["morf"]).values},
                        {"lerf_accuracy", mean_curve(fractions, hits["lerf"]).values},
                        {"removed_counts", removed_counts}});
}

void check_query_masks(const std::filesystem::path& folder) {
  GoldenFile file(folder, "detr_masks.json");
  GoldenTensors tensors(folder, "detr_masks.safetensors");
  for (std::size_t i = 0; i < file.look("").size(); ++i) {
    const std::string pointer = entry("", i), number = std::to_string(i);
    const auto size = [&](const std::string& name) {
      const auto sides = file.input(pointer + "/" + name).get<std::vector<std::int64_t>>();
      return PixelSize{sides[0], sides[1]};
    };
    const PixelSize features = size("feature_size");
    FloatMap map(features.width, features.height);
    map.values = tensors.floats(number + "/map");
    const QueryMask mask = query_mask(map, size("input_size"), size("original_size"));
    Mask on_features(features.height, features.width);
    for (std::size_t at = 0; at < mask.features.mask.size(); ++at)
      on_features.inside[at] = mask.features.mask[at] / 255;
    tensors.check(number + "/bytes", {mask.features.grey.begin(), mask.features.grey.end()}, 0);
    file.check(pointer, {{"otsu_threshold", mask.features.threshold},
                         {"counts_features", encode(on_features).counts},
                         {"counts_input", encode(mask.input).counts},
                         {"counts_original", mask.original.counts},
                         {"rle_original", compressed(mask.original)},
                         {"area_original", mask.original.area()}});
  }
}

}  // namespace rex::test
