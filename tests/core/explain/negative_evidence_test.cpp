// Negative evidence: the map of the positive parts minus that of the negative parts, against loops over doubles.
#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "tests/support/catch.h"
#include "tests/support/full_matrix_twin.h"
#include "tests/support/small_models.h"

using namespace rex;
using namespace rex::test;

namespace {

/// Float32 over a few layers, relative to the largest relevance.
constexpr double rounding_of_layers = 1e-4;

void check_near(const at::Tensor& ours, const at::Tensor& twin) {
  REQUIRE(ours.defined());
  REQUIRE(ours.sizes() == twin.sizes());
  CHECK((ours - twin).abs().max().item<double>() <= rounding_of_layers * twin.abs().max().item<double>());
}

Evidence negated(Evidence evidence) {
  for (at::Tensor& gradient : evidence.gradients) gradient = -gradient;
  return evidence;
}

}  // namespace

TEST_CASE("the signed map of one stack is that of loops over its heads") {
  at::manual_seed(5);
  const SmallModel small = small_model("vit", 1, 3, 2);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, pass_for({.gradients = true}, {}, false));
  EvidenceSource source(*model, pass);
  const Target target = resolve(pass, model->description(), {});
  const Evidence evidence = source.gather(target, {.gradients = true});
  const std::int64_t tokens = evidence.domains.at(0).size();
  Matrix signed_map(1, static_cast<std::size_t>(tokens));
  for (const double sign : {1.0, -1.0}) {
    std::vector<std::vector<double>> relevancy(static_cast<std::size_t>(tokens),
                                               std::vector<double>(static_cast<std::size_t>(tokens)));
    for (std::size_t i = 0; i < relevancy.size(); ++i) relevancy[i][i] = 1;
    for (std::size_t map = 0; map < evidence.maps.size(); ++map) {
      const at::Tensor product =
          (evidence.gradients[map].to(at::kDouble) * evidence.maps[map].weights.to(at::kDouble) * sign);
      const auto part = product.contiguous();
      const double* const values = part.data_ptr<double>();
      const std::int64_t heads = product.size(0);
      auto grown = relevancy;
      for (std::int64_t row = 0; row < tokens; ++row) {
        for (std::int64_t key = 0; key < tokens; ++key) {
          double mean = 0;
          for (std::int64_t head = 0; head < heads; ++head) {
            mean += std::max(0.0, values[(head * tokens + row) * tokens + key]) / static_cast<double>(heads);
          }
          for (std::int64_t column = 0; column < tokens; ++column) {
            grown[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] +=
                mean * relevancy[static_cast<std::size_t>(key)][static_cast<std::size_t>(column)];
          }
        }
      }
      relevancy = grown;
    }
    for (std::size_t column = 0; column < relevancy.size(); ++column)
      signed_map.at(0, column) += sign * relevancy[0][column];
  }
  ExplainOptions options;
  options.negative_evidence = options.steps = true;
  const Explanation both = explain(source, {}, explanation_method("generic"), options);
  check_near(both.relevancies.image, signed_map.tensor()[0].slice(0, 1));  // the class token stands first
  check_near(both.steps.back().relevancies.image, both.relevancies.image);
  CHECK(both.relevancies.image.min().item<float>() < 0);
  CHECK_FALSE(both.special_share.has_value());
  CHECK(std::find(both.notes.begin(), both.notes.end(), "Negative evidence is shown too; the papers clamp it to 0.") !=
        both.notes.end());
}

TEST_CASE("the signed matrices of every family are those of both parts apart") {
  for (const std::string family : {"bert", "lxmert", "detr", "visual_bert", "clip"}) {
    INFO(family);
    at::manual_seed(6);
    const SmallModel small = small_model(family);
    const auto model = build_random(small.config);
    ForwardPass pass = model->forward(small.inputs, pass_for({.gradients = true}, {}, false));
    EvidenceSource source(*model, pass);
    const Target target = resolve(pass, model->description(), {});
    const Evidence evidence = source.gather(target, {.gradients = true});
    const std::vector<bool> all(evidence.maps.size(), true);
    const Matrices positive = twin_generic(evidence, all), negative = twin_generic(negated(evidence), all);
    ExplainOptions options;
    options.negative_evidence = options.whole_matrices = true;
    const Explanation both = explain(source, target, explanation_method("generic"), options);
    int compared = 0;
    for (const auto& [domains, matrix] : positive) {
      const std::string &s = evidence.domains[static_cast<std::size_t>(domains.first)].symbol,
                        &q = evidence.domains[static_cast<std::size_t>(domains.second)].symbol;
      const auto found = both.matrices.find(s.size() > 1 && domains.first == domains.second ? "R_" + s : "R_" + s + q);
      if (found == both.matrices.end()) continue;
      at::Tensor twin = matrix.tensor() - negative.at(domains).tensor();
      if (evidence.conventions.zero_own_entry_in_matrices && domains.first == domains.second)
        twin[0][0] = found->second[0][0];
      check_near(found->second, twin);
      ++compared;
    }
    CHECK(compared > 0);
  }
}

TEST_CASE("Grad-CAM's signed map is the sum of its heads as it was before the clamp") {
  at::manual_seed(8);
  const SmallModel small = small_model("vit");
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, pass_for({.gradients = true}, {}, false));
  EvidenceSource source(*model, pass);
  const Target target = resolve(pass, model->description(), {});
  const Evidence evidence = source.gather(target, {.gradients = true});
  const at::Tensor attention = evidence.maps.back().weights.contiguous(),
                   gradient = evidence.gradients.back().contiguous();
  const std::int64_t heads = attention.size(0), tokens = attention.size(1);
  at::Tensor twin = at::zeros({tokens - 1}, at::kDouble);  // the class token stands first
  for (std::int64_t head = 0; head < heads; ++head) {
    double weight = 0;
    for (std::int64_t key = 1; key < tokens; ++key) weight += gradient[head][0][key].item<double>();
    weight /= static_cast<double>(tokens - 1);
    for (std::int64_t key = 1; key < tokens; ++key) {
      twin[key - 1] += weight * attention[head][0][key].item<double>() / static_cast<double>(heads);
    }
  }
  ExplainOptions options;
  options.negative_evidence = true;
  check_near(explain(source, target, explanation_method("gradcam"), options).relevancies.image.flatten(), twin);
}

TEST_CASE("methods that clamp nothing refuse negative evidence, the others all have it") {
  const SmallModel small = small_model("vit");
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, pass_for({.gradients = true}, {}, false));
  EvidenceSource source(*model, pass);
  ExplainOptions options, plain;
  options.negative_evidence = true;
  options.double_precision = plain.double_precision = true;
  int clamping = 0;
  for (const auto& method : explanation_methods()) {
    if (method->fits(model->description())) continue;
    if (method->name().find("second_layer") == 0 || method->name().find("_start1") != std::string::npos) continue;
    INFO(method->name());
    if (!method->clamps()) {
      CHECK_THROWS_WITH(explain(source, {}, *method, options), ContainsSubstring("clamps none"));
      continue;
    }
    ++clamping;
    if (method->name() == "gradcam") continue;  // scales what it clamped: its own case is above
    const at::Tensor both = explain(source, {}, *method, options).relevancies.image;
    const at::Tensor positive = explain(source, {}, *method, plain).relevancies.image;
    CHECK((both - positive).max().item<double>() <= 1e-6 * positive.abs().max().item<double>());  // nothing is added
  }
  CHECK(clamping >= 6);
}
