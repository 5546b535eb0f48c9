// Every method on a model of every family: through rows and through whole matrices, on the smallest sizes too.
#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"

using namespace rex;
using namespace rex::test;

namespace {

/// Float32 over a few layers, relative to the largest relevance, through rows and through whole matrices.
constexpr double rounding = 1e-4;
/// What is nothing beside any relevance.
constexpr double zero = 1e-12;
/// Of LRP in float32, whose denominators are sums near zero.
constexpr double single_precision = 1e-2;

void check_same(const at::Tensor& a, const at::Tensor& b) {
  REQUIRE(a.defined() == b.defined());
  if (!a.defined()) return;
  REQUIRE(a.sizes() == b.sizes());
  CHECK(at::isfinite(a).all().item<bool>());
  CHECK((a - b).abs().max().item<double>() <= rounding * b.abs().max().item<double>() + zero);
}

/// Every method that can be, on the first target and on another.
void check_methods(const std::string& family, int layers, int heads) {
  at::manual_seed(11);
  const SmallModel small = small_model(family, 1, layers, heads);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(
      small.inputs, pass_for({.gradients = true, .relevances = true}, method_conventions(model->description()), false));
  EvidenceSource source(*model, pass);
  ExplainOptions rows, matrices;
  rows.double_precision = matrices.double_precision = true;
  matrices.whole_matrices = matrices.steps = matrices.head_maps = true;
  Target other = resolve(pass, model->description(), {});
  if (other.text) {
    other.text = 1 - *other.text;
  } else {
    other.class_index = (*other.class_index + 1) % std::min<std::int64_t>(3, pass.scores.size(-1));
  }
  for (const auto& method : explanation_methods()) {
    INFO(family << " " << layers << " " << method->name());
    if (method->fits(model->description())) {
      CHECK_THROWS_AS(explain(source, {}, *method), Error);
      continue;
    }
    const bool wants_second_layer =
        method->name().find("_start1") != std::string::npos || method->name().rfind("second_layer", 0) == 0;
    if (wants_second_layer && layers == 1) continue;
    for (const Target& target : {Target{}, other}) {
      const Explanation one = explain(source, target, *method, rows);
      const Explanation whole = explain(source, target, *method, matrices);
      CHECK((one.relevancies.image.defined() || one.relevancies.text.defined()));
      check_same(one.relevancies.image, whole.relevancies.image);
      check_same(one.relevancies.text, whole.relevancies.text);
      CHECK(whole.head_maps.size() == pass.trace.maps.size());
    }
  }
}

}  // namespace

TEST_CASE("every method explains every family") {
  for (const std::string& family : small_families()) check_methods(family, 2, 2);
}

TEST_CASE("one layer and one head are enough for every method") {
  for (const std::string& family : small_families()) check_methods(family, 1, 1);
}

TEST_CASE("single and double precision of relevance passes agree where nothing cancels") {
  const SmallModel small = small_model("bert");
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, {nn::GraphMode::gradient});
  ExplainOptions single, twice;
  twice.double_precision = true;
  for (const char* method : {"transformer_attribution", "lrp"}) {
    const at::Tensor a = explain(*model, pass, {}, explanation_method(method), single).relevancies.text;
    const at::Tensor b = explain(*model, pass, {}, explanation_method(method), twice).relevancies.text;
    CHECK((a - b).abs().max().item<double>() < single_precision * b.abs().max().item<double>());
  }
}

TEST_CASE("methods under the public code's names are methods on some layers") {
  const SmallModel small = small_model("vit", 1, 3);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, {nn::GraphMode::gradient});
  ExplainOptions last, from_second;
  last.layers = {-1, -1};
  from_second.layers = {1, -1};
  const auto image = [&](const char* method, const ExplainOptions& options) {
    return explain(*model, pass, {}, explanation_method(method), options).relevancies.image;
  };
  CHECK(image("transformer_attribution_last_layer", {}).equal(image("transformer_attribution", last)));
  CHECK(image("rollout_start1", {}).equal(image("rollout", from_second)));
  CHECK(image("partial_lrp_layers_ours", {}).equal(image("partial_lrp_ours", {})));
  CHECK(explain(*model, pass, {}, explanation_method("generic_start_last")).options.layers == last.layers);
}
