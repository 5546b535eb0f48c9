// Every method against the numbers of the public reference implementations, from the references' own maps, gradients
// and relevances.
#include <ATen/ATen.h>

#include <set>

#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_evidence.h"

using namespace rex;
using namespace rex::test;

namespace {

/// A golden method name: our method and the options that it means.
struct Published {
  std::string key;
  std::string method;
  LayerRange layers;
  bool original_rules = false;
};

const std::vector<Published> published = {
    {"generic", "generic", {}},
    {"generic_no_normalization", "generic_no_normalization", {}},
    {"generic_no_self_in_rule10", "generic_no_self_in_rule10", {}},
    {"generic_no_aggregation", "generic_no_aggregation", {}},
    {"generic_lrp", "generic_lrp", {}},
    {"generic_lrp_no_normalization", "generic_lrp_no_normalization", {}},
    {"generic_start_last", "generic", {-1, -1}},
    {"raw_attention", "raw_attention", {}},
    {"rollout", "rollout", {}},
    {"rollout_start1", "rollout", {1, -1}},
    {"gradcam", "gradcam", {}},
    {"transformer_attribution", "transformer_attribution", {}},
    {"transformer_attribution_start1", "transformer_attribution", {1, -1}},
    {"transformer_attribution_last_layer", "transformer_attribution", {-1, -1}},
    {"lrp_rollout", "lrp_rollout", {}},
    {"partial_lrp", "partial_lrp", {}, true},
    {"partial_lrp_grad", "partial_lrp_grad", {}, true},
    {"partial_lrp_ours", "partial_lrp_ours", {}},
    {"partial_lrp_layers_ours", "partial_lrp_ours", {}},
    {"second_layer_lrp", "partial_lrp", {1, 1}, true},
    {"second_layer_lrp_grad", "partial_lrp_grad", {1, 1}, true},
};

/// What RESULT has under KEY's last part: "image", "text", "scores", "R_tt".
at::Tensor part(const Explanation& result, const std::string& name) {
  if (name == "image") return result.relevancies.image;
  if (name == "text") return result.relevancies.text;
  if (name == "scores") return at::cat({result.relevancies.text, result.relevancies.image});
  const auto found = result.matrices.find(name);
  return found == result.matrices.end() ? at::Tensor() : found->second;
}

/// Checks every array that GOLDEN has for TARGET, computed through rows and through whole matrices. Returns how many.
int check_target(const GoldenCase& golden, const GoldenTarget& target, const std::set<std::string>& not_compared = {}) {
  int checked = 0;
  for (const Published& entry : published) {
    if (not_compared.count(entry.key) != 0) continue;
    const std::string stem = target.prefix + "relevance/" + entry.key + target.suffix + "/";
    const auto first = golden.all_expected().lower_bound(stem);
    if (first == golden.all_expected().end() || first->first.rfind(stem, 0) != 0) continue;
    const Evidence evidence = golden_evidence(golden, target, entry.original_rules);
    for (const bool whole_matrices : {false, true}) {
      ExplainOptions options;
      options.layers = entry.layers;
      options.whole_matrices = whole_matrices;
      Explanation result;
      explanation_method(entry.method).fold(evidence, options, result);
      for (auto array = first; array != golden.all_expected().end() && array->first.rfind(stem, 0) == 0; ++array) {
        const std::string name = array->first.substr(stem.size());
        if (name.find('/') != std::string::npos || (name.rfind("R_", 0) == 0 && !whole_matrices)) continue;
        at::Tensor actual = part(result, name);
        if (target.text >= 0 && actual.defined()) {  // the case holds all texts in one array
          at::Tensor all = golden.expected(array->first).clone();
          all[target.text] = actual;
          actual = all;
        }
        INFO(whole_matrices << " " << array->first);
        golden.check(array->first, actual);
        ++checked;
      }
    }
  }
  return checked;
}

}  // namespace

TEST_CASE("methods on ViT give what the references give") {
  const GoldenCase golden("vit-1");
  CHECK(check_target(golden, {}) > 20);
  CHECK(check_target(golden, {.prefix = "other/"}) > 15);
}

TEST_CASE("methods on BERT give what the references give") { CHECK(check_target(GoldenCase("bert-1"), {}) > 12); }

TEST_CASE("methods on CLIP give what the references give") {
  const GoldenCase golden("clip-1");
  for (int text = 0; text < 3; ++text) CHECK(check_target(golden, {.text = text}) == 12);
}

TEST_CASE("methods on VisualBERT give what the references give") {
  CHECK(check_target(GoldenCase("visualbert-1"), {}) > 30);
  CHECK(check_target(GoldenCase("visualbert-1", "_original"), {}) > 30);
}

TEST_CASE("methods on LXMERT give what the references give") { CHECK(check_target(GoldenCase("lxmert-1"), {}) > 60); }

TEST_CASE("methods on DETR give what the references give") {
  const GoldenCase one("detr-1"), two("detr-2"), padded("detr-1", "_key_padding");
  // The reference turns whole layers into nothing where a row is 0/0 (methods.md, section 1): not compared.
  const std::set<std::string> normalizing = {"generic", "generic_lrp"};
  CHECK(check_target(one, {.suffix = "/0", .query = 0}) > 40);
  CHECK(check_target(one, {.suffix = "/4", .query = 4}) > 40);
  CHECK(check_target(one, {.suffix = "/1c9", .query = 1}) > 40);
  CHECK(check_target(two, {.suffix = "/0", .query = 0}) > 40);
  CHECK(check_target(two, {.suffix = "/6", .query = 6}, normalizing) > 25);
  CHECK(check_target(two, {.suffix = "/1c2", .query = 1}) > 40);
  for (const auto& [suffix, query] : {std::pair{"/0", 0}, std::pair{"/4", 4}, std::pair{"/1c9", 1}}) {
    CHECK(check_target(padded, {.suffix = suffix, .query = query}, normalizing) > 25);
  }
}
