// How far products in bfloat16 move answers and maps from those in float32, of one random model over many inputs.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/rex/bench_settings.h"
#include "core/base/float_values.h"
#include "core/evaluate/similarity.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "core/models/arithmetic.h"
#include "core/models/families/family.h"

namespace rex::command {
namespace {

/// INPUTS with their noise moved by PLACES and the words between the first and the last one turned: another scene.
ModelInputs another_scene(ModelInputs inputs, std::int64_t places) {
  for (auto& [name, value] : inputs) {
    const bool noise = name == "pixel_values" || name == "visual_feats" || name == "visual_embeds";
    if (noise) value = value.flatten().roll(places * 7919, 0).view(value.sizes());
    if (name != "input_ids" || value.size(1) < 4) continue;
    value = value.clone();
    at::Tensor words = value.narrow(1, 1, value.size(1) - 2);
    words.copy_(words.roll(places, 1));
  }
  return inputs;
}

std::unique_ptr<Model> random_model(const nlohmann::json& config, nn::Arithmetic arithmetic) {
  ParameterSource parameters = ParameterSource::random(1);
  std::unique_ptr<Model> model = build_model(config, parameters);
  use_arithmetic(*model, arithmetic);
  return model;
}

/// The relevancies that a person sees, all in one row.
std::vector<double> relevancies_in_a_row(const Explanation& explanation) {
  std::vector<double> values;
  for (const at::Tensor* part : {&explanation.relevancies.image, &explanation.relevancies.text}) {
    if (!part->defined()) continue;
    for (const float value : float_values(part->flatten())) values.push_back(value);
  }
  return values;
}

/// The largest of MAP − EXACT over the largest of EXACT.
double map_deviation(const std::vector<double>& map, const std::vector<double>& exact) {
  double most = 0, largest = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    most = std::max(most, std::abs(map[i] - exact[i]));
    largest = std::max(largest, std::abs(exact[i]));
  }
  return largest > 0 ? most / largest : most;
}

double median_of(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace

void bench_deviation(const BenchSettings& settings) {
  at::set_num_threads(settings.threads);
  const nlohmann::json config = bench_config(settings);
  const auto exact = random_model(config, nn::Arithmetic::float32);
  const auto rounded = random_model(config, settings.arithmetic);
  const ModelInputs inputs = bench_inputs(config, settings);
  const ExplanationMethod& method = explanation_method(settings.method);
  const nn::ForwardContext context = pass_for(method.needs(), method_conventions(exact->description()), false);
  std::vector<double> deviations, correlations;
  int changed = 0;
  for (int scene = 0; scene < settings.scenes; ++scene) {
    const ModelInputs shifted = another_scene(inputs, scene);
    ForwardPass first = exact->forward(shifted, context), second = rounded->forward(shifted, context);
    const Explanation wanted = explain(*exact, first, {}, method);
    changed += !(resolve(second, rounded->description(), {}) == wanted.target);
    const Explanation found = explain(*rounded, second, wanted.target, method);
    const std::vector<double> a = relevancies_in_a_row(found), b = relevancies_in_a_row(wanted);
    deviations.push_back(map_deviation(a, b));
    if (const auto correlation = evaluate::spearman(a, b)) correlations.push_back(*correlation);
  }
  std::printf("%s over %d scenes: answers changed %d; difference of a map over its maximum: median %.4f, most %.4f\n",
              nn::name(settings.arithmetic), settings.scenes, changed, median_of(deviations),
              *std::max_element(deviations.begin(), deviations.end()));
  if (!correlations.empty()) {
    std::printf("rank correlation of maps: median %.4f, least %.4f\n", median_of(correlations),
                *std::min_element(correlations.begin(), correlations.end()));
  }
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace rex::command
