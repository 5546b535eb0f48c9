// Rows pushed through factors give what whole matrices give, on random traces of every shape.
#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/explain/method.h"
#include "core/explain/relevancy/maps_that_count.h"
#include "tests/support/catch.h"
#include "tests/support/full_matrix_twin.h"

using namespace rex;
using namespace rex::test;

namespace {

/// Float32 rounding over a few layers, relative to the largest relevance.
constexpr double rounding = 2e-5;
/// Keeps what is all zeros from being divided by.
constexpr double smallest = 1e-20;

class RandomTrace {
 public:
  Evidence evidence;

  int domain(TokenKind kind, std::int64_t tokens, std::int64_t padding = 0) {
    TokenDomain domain;
    domain.symbol = "abc"[evidence.domains.size()];
    at::Tensor mask = at::ones({tokens}, at::kLong);
    if (padding > 0) mask.narrow(0, tokens - padding, padding).zero_();
    domain.append(kind, tokens, mask);
    masks_.push_back(mask);
    evidence.domains.push_back(domain);
    return static_cast<int>(evidence.domains.size()) - 1;
  }

  void map(const std::string& stack, int layer, int queries, int keys, int simultaneous = -1) {
    const at::Tensor key_mask = masks_[static_cast<std::size_t>(keys)].to(at::kFloat);
    at::Tensor weights =
        at::softmax(at::randn({heads, size(queries), size(keys)}, at::kFloat) + (1 - key_mask) * -10000.0, 2);
    AttentionMap map;
    map.weights = weights;
    map.stack = stack;
    map.layer = layer;
    map.query_domain = queries;
    map.key_domain = keys;
    map.simultaneous = simultaneous;
    evidence.maps.push_back(map);
    // Padded tokens do not reach the score, so that their rows have no gradient.
    const at::Tensor query_mask = masks_[static_cast<std::size_t>(queries)].to(at::kFloat).unsqueeze(1);
    evidence.gradients.push_back(at::randn({heads, size(queries), size(keys)}, at::kFloat) * query_mask);
    evidence.relevances.push_back(at::randn({heads, size(queries), size(keys)}, at::kFloat) * weights);
  }

  void stack(const std::string& name, int layers, int domain) {
    for (int layer = 0; layer < layers; ++layer) map(name, layer, domain, domain);
  }

 private:
  static constexpr std::int64_t heads = 3;
  std::int64_t size(int domain) const { return evidence.domains[static_cast<std::size_t>(domain)].size(); }
  std::vector<at::Tensor> masks_;
};

Evidence one_stack(int layers, std::int64_t tokens, std::int64_t padding = 0) {
  RandomTrace trace;
  trace.stack("encoder.self", layers, trace.domain(TokenKind::word, tokens, padding));
  trace.evidence.read_outs = {{0, tokens / 2, false}};
  return trace.evidence;
}

Evidence encoder_and_decoder(int encoder, int decoder, std::int64_t patches, std::int64_t queries,
                             std::int64_t padding = 0) {
  RandomTrace trace;
  const int image = trace.domain(TokenKind::patch, patches, padding), objects = trace.domain(TokenKind::query, queries);
  trace.stack("encoder.self", encoder, image);
  for (int layer = 0; layer < decoder; ++layer) {
    trace.map("decoder.self", layer, objects, objects);
    trace.map("decoder.cross", layer, objects, image);
  }
  trace.evidence.read_outs = {{objects, queries / 2, false}};
  return trace.evidence;
}

Evidence two_streams(int text_layers, int image_layers, int cross_layers, std::int64_t words, std::int64_t regions,
                     bool simultaneous, std::int64_t padding = 0) {
  RandomTrace trace;
  const int text = trace.domain(TokenKind::word, words, padding), image = trace.domain(TokenKind::region, regions);
  trace.stack("language.self", text_layers, text);
  trace.stack("vision.self", image_layers, image);
  for (int layer = 0; layer < cross_layers; ++layer) {
    trace.map("cross.a", layer, text, image, simultaneous ? layer : -1);
    trace.map("cross.b", layer, image, text, simultaneous ? layer : -1);
    trace.map("cross.c", layer, text, text);
    trace.map("cross.d", layer, image, image);
  }
  trace.evidence.read_outs = {{text, 0, true}};
  return trace.evidence;
}

Evidence two_towers() {
  RandomTrace trace;
  trace.stack("vision.self", 2, trace.domain(TokenKind::patch, 7));
  trace.stack("text.self", 3, trace.domain(TokenKind::word, 5));
  trace.evidence.read_outs = {{0, 0, false}, {1, 3, false}};
  return trace.evidence;
}

Explanation folded(const Evidence& evidence, const std::string& method, const ExplainOptions& options) {
  Explanation result;
  explanation_method(method).fold(evidence, options, result);
  return result;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
  if (a.defined() != b.defined()) return 1e30;
  if (!a.defined()) return 0;
  REQUIRE(a.sizes() == b.sizes());
  REQUIRE(at::isfinite(a).all().item<bool>());
  const double largest = std::max(smallest, b.abs().max().item<double>());
  return (a - b).abs().max().item<double>() / largest;
}

void check_same(const Relevancies& a, const Relevancies& b) {
  CHECK(difference(a.image, b.image) < rounding);
  CHECK(difference(a.text, b.text) < rounding);
  CHECK(difference(a.queries, b.queries) < rounding);
}

/// Rows through factors, whole matrices and the twin agree for EVIDENCE and LAYERS.
void check_all_ways(const Evidence& evidence, const LayerRange& layers = {}) {
  std::vector<bool> counts(evidence.maps.size(), false);
  for (const std::size_t index : maps_that_count(evidence, evidence.read_outs, layers)) counts[index] = true;
  const std::vector<std::pair<std::string, Matrices>> twins = {
      {"generic", twin_generic(evidence, counts)},
      {"generic_no_normalization", twin_generic(evidence, counts, {true, false, true})},
      {"generic_no_self_in_rule10", twin_generic(evidence, counts, {true, true, false})},
      {"generic_no_aggregation", twin_generic(evidence, counts, {false, false, true})},
      {"rollout", twin_rollout(evidence, counts)}};
  for (const auto& [method, twin] : twins) {
    INFO(method);
    ExplainOptions rows, matrices;
    rows.layers = matrices.layers = layers;
    rows.steps = matrices.steps = true;
    matrices.whole_matrices = true;
    const Explanation by_rows = folded(evidence, method, rows), by_matrices = folded(evidence, method, matrices);
    check_same(by_rows.relevancies, by_matrices.relevancies);
    REQUIRE(by_rows.steps.size() == by_matrices.steps.size());
    for (std::size_t step = 0; step < by_rows.steps.size(); ++step) {
      check_same(by_rows.steps[step].relevancies, by_matrices.steps[step].relevancies);
    }
    check_same(by_rows.steps.back().relevancies, by_rows.relevancies);
    for (const auto& [pair, matrix] : twin) {
      const std::string key = std::string("R_") + "abc"[pair.first] + "abc"[pair.second];
      const auto found = by_matrices.matrices.find(key);
      if (found == by_matrices.matrices.end()) continue;
      INFO(key);
      CHECK(difference(found->second, matrix.tensor()) < rounding);
    }
  }
}

}  // namespace

TEST_CASE("rows, matrices and the twin agree on one stack") {
  at::manual_seed(1);
  check_all_ways(one_stack(1, 4));
  check_all_ways(one_stack(4, 9));
  check_all_ways(one_stack(4, 9, 3));
  check_all_ways(one_stack(6, 8), {2, -1});
  check_all_ways(one_stack(6, 8), {-2, 4});
  check_all_ways(one_stack(3, 1));
}

TEST_CASE("rows, matrices and the twin agree on an encoder and a decoder") {
  at::manual_seed(2);
  check_all_ways(encoder_and_decoder(2, 3, 12, 5));
  check_all_ways(encoder_and_decoder(2, 3, 12, 5, 4));
  check_all_ways(encoder_and_decoder(1, 1, 6, 3));
  check_all_ways(encoder_and_decoder(3, 4, 10, 6), {1, 2});
  check_all_ways(encoder_and_decoder(4, 2, 5, 9), {-1, -1});
}

TEST_CASE("rows, matrices and the twin agree on two streams that attend to each other") {
  at::manual_seed(3);
  for (const bool simultaneous : {true, false}) {
    check_all_ways(two_streams(2, 1, 3, 5, 8, simultaneous));
    check_all_ways(two_streams(2, 1, 3, 8, 5, simultaneous));
    check_all_ways(two_streams(3, 2, 2, 6, 7, simultaneous, 2));
    check_all_ways(two_streams(1, 1, 1, 4, 4, simultaneous));
    check_all_ways(two_streams(3, 2, 4, 6, 7, simultaneous), {1, 2});
  }
}

TEST_CASE("each tower is read on its own") {
  at::manual_seed(4);
  check_all_ways(two_towers());
  check_all_ways(two_towers(), {-1, -1});
  const Explanation result = folded(two_towers(), "generic", {});
  CHECK(result.relevancies.image.size(0) == 7);
  CHECK(result.relevancies.text.size(0) == 5);
}

TEST_CASE("no gradient gives zeros and finite numbers") {
  Evidence evidence = two_streams(2, 2, 2, 4, 5, true);
  for (at::Tensor& gradient : evidence.gradients) gradient = at::zeros_like(gradient);
  for (const auto& method : explanation_methods()) {
    if (method->needs().layer_gradients || method->needs().input_relevances) continue;
    INFO(method->name());
    ExplainOptions options;
    options.steps = true;
    const Explanation result = folded(evidence, method->name(), options);
    CHECK(at::isfinite(result.relevancies.image).all().item<bool>());
    CHECK(at::isfinite(result.relevancies.text).all().item<bool>());
    if (method->needs().gradients) CHECK(result.relevancies.image.count_nonzero().item<int>() == 0);
  }
  CHECK(folded(evidence, "generic", {}).notes.size() == 1);
}

TEST_CASE("padding has no relevance") {
  at::manual_seed(5);
  const Evidence evidence = encoder_and_decoder(2, 2, 10, 4, 3);
  for (const char* method : {"generic", "rollout", "raw_attention", "gradcam"}) {
    INFO(method);
    const at::Tensor image = folded(evidence, method, {}).relevancies.image;
    CHECK(image.narrow(0, 7, 3).count_nonzero().item<int>() == 0);
    CHECK(image.narrow(0, 0, 7).count_nonzero().item<int>() > 0);
  }
  // The published partial LRP min–max scales its matrix, padding with it: all of it gets the value that 0 is scaled to.
  const at::Tensor scaled = folded(evidence, "partial_lrp", {}).relevancies.image.narrow(0, 7, 3);
  CHECK(scaled.max().item<float>() == scaled.min().item<float>());
}

TEST_CASE("the relevancies of any token can be read") {
  at::manual_seed(6);
  const Evidence evidence = encoder_and_decoder(3, 2, 10, 4);
  ExplainOptions whole, row;
  whole.whole_matrices = true;
  row.read_outs = {{0, 7, false}};  // a patch: what the encoder gathered there
  const at::Tensor matrix = folded(evidence, "generic", whole).matrices.at("R_aa");
  CHECK(difference(folded(evidence, "generic", row).relevancies.image, matrix[7]) < rounding);
}

TEST_CASE("a read-out of the class token and the mean of the patches is the sum of both, each told apart") {
  at::manual_seed(7);
  Evidence evidence = one_stack(3, 8);
  TokenDomain& domain = evidence.domains[0];
  domain.kinds.assign(8, TokenKind::patch);
  domain.kinds[0] = domain.kinds[1] = TokenKind::special;  // class token and a register
  domain.places = {-1, -1, 0, 1, 2, 3, 4, 5};
  evidence.read_outs = {{0, 0, false, PatchRows::added}};
  evidence.conventions.gradcam_weight_from_read_out_row = true;
  ExplainOptions whole;
  whole.whole_matrices = true;
  for (const char* method : {"generic", "rollout", "raw_attention", "attention_gradient"}) {
    INFO(method);
    const Explanation rows = folded(evidence, method, {}), matrices = folded(evidence, method, whole);
    const at::Tensor matrix = matrices.matrices.at("R_aa");
    const at::Tensor patches = matrix.slice(0, 2).mean(0), combined = matrix[0] + patches;
    CHECK(difference(rows.relevancies.image, combined.slice(0, 2)) < rounding);
    CHECK(difference(matrices.relevancies.image, combined.slice(0, 2)) < rounding);
    CHECK(difference(rows.relevancies.class_row, matrix[0].slice(0, 2)) < rounding);
    CHECK(difference(rows.relevancies.patch_rows_mean, patches.slice(0, 2)) < rounding);
    const double share = (combined.slice(0, 0, 2).sum() / combined.sum()).item<double>();
    CHECK(rows.special_share.value().whole == Approx(share).epsilon(rounding));
    CHECK(rows.special_share->without_identity.has_value() == (std::string(method) == "generic"));
  }
  const at::Tensor identity = at::eye(8);
  const at::Tensor added = folded(evidence, "generic", whole).matrices.at("R_aa") - identity;
  const at::Tensor row = added[0] + added.slice(0, 2).mean(0);
  CHECK(*folded(evidence, "generic", {}).special_share->without_identity ==
        Approx((row.slice(0, 0, 2).sum() / row.sum()).item<double>()).epsilon(rounding));

  // Grad-CAM is scaled, so that its parts do not add up: the class token's alone is told.
  const Explanation gradcam = folded(evidence, "gradcam", {});
  CHECK(gradcam.relevancies.class_row.defined());
  CHECK_FALSE(gradcam.relevancies.patch_rows_mean.defined());
  CHECK_FALSE(gradcam.special_share.has_value());
}

TEST_CASE("a map that pools the layers before it counts whatever their range") {
  at::manual_seed(8);
  RandomTrace trace;
  const int image = trace.domain(TokenKind::patch, 6), probe = trace.domain(TokenKind::special, 1);
  trace.stack("vision.self", 3, image);
  trace.map("vision.pool", 0, probe, image);
  trace.evidence.read_outs = {{probe, 0, false}};
  check_all_ways(trace.evidence);
  check_all_ways(trace.evidence, {2, -1});
  CHECK(folded(trace.evidence, "generic", {}).notes.empty());  // the probe has no row that N would miss
  ExplainOptions none;
  none.layers = {5, 7};
  CHECK_THROWS_WITH(folded(trace.evidence, "generic", none), ContainsSubstring("leave nothing"));
}

TEST_CASE("a range without layers is refused") {
  const Evidence evidence = one_stack(3, 4);
  ExplainOptions options;
  options.layers = {5, 7};
  CHECK_THROWS_WITH(folded(evidence, "generic", options), ContainsSubstring("layers 0 to 2"));
}
