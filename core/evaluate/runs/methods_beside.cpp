#include "core/evaluate/runs/methods_beside.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/model_picture.h"
#include "core/evaluate/protocols/ranking.h"
#include "core/evaluate/statistics.h"
#include "core/explain/explain.h"
#include "core/render/explained.h"

namespace rex::evaluate {
namespace {

void check_finite(const std::optional<std::vector<double>>& values, const std::string& method) {
  if (!values || std::all_of(values->begin(), values->end(), [](double value) { return std::isfinite(value); })) return;
  throw Error(method, "gave relevancies that are NaN or infinite", "Leave the method out for this model.");
}

std::vector<double> random_values(std::size_t count, std::uint32_t seed) {
  return random_map(static_cast<std::int64_t>(count), seed);
}

}  // namespace

MethodChoice parse_method_choice(const std::string& text) {
  MethodChoice choice;
  const std::size_t at = text.find('@');
  choice.name = text.substr(0, at);
  choice.key = text;
  explanation_method(choice.name);
  if (at != std::string::npos) choice.layers = parse_layers(text.substr(at + 1));
  return choice;
}

std::vector<MethodChoice> methods_beside(std::vector<MethodChoice> methods, const ModelDescription& model) {
  for (const MethodChoice& choice : methods) {
    const auto reason = explanation_method(choice.name).fits(model);
    if (reason) throw Error("--method " + choice.key, *reason, "Leave it out.");
  }
  const std::string raw = "raw_attention";
  const bool there =
      std::any_of(methods.begin(), methods.end(), [&](const auto& choice) { return choice.name == raw; });
  if (!there && !explanation_method(raw).fits(model)) methods.push_back(parse_method_choice(raw));
  return methods;
}

std::vector<SampleMap> sample_maps(Inquiry& inquiry, const Target& target, const std::vector<MethodChoice>& methods,
                                   int random_maps, std::uint32_t seed, Explanation& first) {
  std::vector<SampleMap> maps;
  ExplainOptions options;
  options.double_precision = prefers_double_precision(inquiry.model()->description);
  std::size_t image = 0, text = 0;  // how many values random maps have
  for (std::size_t i = 0; i < methods.size(); ++i) {
    options.layers = methods[i].layers;
    Explanation explanation = inquiry.explain(target, explanation_method(methods[i].name), options);
    SampleMap map{methods[i].key, native_relevance(Part::patches, explanation),
                  native_relevance(Part::words, explanation)};
    check_finite(map.image, map.method);
    check_finite(map.text, map.method);
    for (const TokenDomain& domain : explanation.domains) {
      for (const TokenKind kind : {TokenKind::patch, TokenKind::region}) {
        if (domain.count(kind) > 0) image = static_cast<std::size_t>(domain.count(kind));
      }
      if (domain.count(TokenKind::word) > 0) text = static_cast<std::size_t>(domain.count(TokenKind::word));
    }
    if (i == 0) first = std::move(explanation);
    maps.push_back(std::move(map));
  }
  for (int i = 1; i <= random_maps; ++i) {
    SampleMap map{std::string(random_method) + "/" + std::to_string(i), {}, {}};
    const std::uint32_t own = seed + static_cast<std::uint32_t>(i) * 2654435761U;
    if (image > 0) map.image = random_values(image, own);
    if (text > 0) map.text = random_values(text, own ^ 0x5bd1e995U);
    maps.push_back(std::move(map));
  }
  return maps;
}

std::vector<float> on_model_pixels(const Answered& answered, const Explanation& explanation,
                                   const std::vector<double>& values) {
  const at::Tensor picture = model_picture(answered.input.tensors);
  if (!picture.defined()) {
    throw Error("segmentation", "the model sees no pixels", "Choose a model that sees pixels.");
  }
  const std::int64_t height = picture.size(2), width = picture.size(3);
  const auto [rows, columns] = patch_grid(explanation);
  if (static_cast<std::int64_t>(values.size()) == rows * columns) return enlarged(values, rows, columns, height, width);
  return {values.begin(), values.end()};
}

FloatMap on_picture(const Answered& answered, const Explanation& explanation, const std::vector<double>& values) {
  const std::vector<float> floats(values.begin(), values.end());
  const HeatMap heat = heat_of(answered, explanation, floats);
  const Picture& picture = *answered.question.picture;
  FloatMap map = sample(heat, Viewport::whole(picture.width, picture.height), Interpolation::smooth);
  for (float& value : map.values) value = std::isfinite(value) ? value : 0;
  return map;
}

}  // namespace rex::evaluate
