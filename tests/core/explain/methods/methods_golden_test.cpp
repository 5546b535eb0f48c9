// Every method against the numbers of the public reference implementations, from the references' own maps, gradients
// and relevances.
#include <ATen/ATen.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_evidence.h"
#include "tests/support/golden_roots.h"

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
int check_target(GoldenCase& golden, const GoldenTarget& target, const std::set<std::string>& not_compared) {
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

/// A target of a case, and the methods that are not compared for it.
struct CaseTarget {
  GoldenTarget target = {};
  std::set<std::string> not_compared = {};
};

/// The targets that GOLDEN tells; VARIANT as the case was opened with.
std::vector<CaseTarget> targets_of(const GoldenCase& golden, const std::string& variant) {
  const std::string family = golden.description().at("model");
  std::vector<CaseTarget> targets;
  if (family == "detr") {
    for (const auto& told :
         golden.description().at("variants").at("expected" + variant + ".safetensors").at("targets")) {
      CaseTarget target;
      target.target.suffix = "/" + told.at("key").get<std::string>();
      target.target.query = told.at("query").get<std::int64_t>();
      // The reference turns whole layers into nothing where a row is 0/0 (methods.md, section 1), and tells where.
      if (told.contains("nan") && !told.at("nan").empty()) target.not_compared = {"generic", "generic_lrp"};
      targets.push_back(target);
    }
  } else if (family == "clip") {
    const std::int64_t texts = golden.expected("attention/text.self/0").size(0);
    for (int text = 0; text < texts; ++text) targets.push_back({{.text = text}});
  } else {
    targets.emplace_back();
    const std::string other = "other/relevance/";
    const auto found = golden.all_expected().lower_bound(other);
    if (found != golden.all_expected().end() && found->first.starts_with(other)) {
      targets.push_back({{.prefix = "other/"}});
    }
  }
  return targets;
}

/// How many arrays the cases of tests/golden have at least for each of their targets, through rows and through whole
/// matrices.
const std::map<std::string, std::vector<int>> least_arrays = {
    {"vit-1", {21, 16}},
    {"bert-1", {13}},
    {"clip-1", {12, 12, 12}},
    {"visualbert-1", {31}},
    {"visualbert-1_original", {31}},
    {"lxmert-1", {61}},
    {"detr-1", {41, 41, 41}},
    {"detr-1_key_padding", {26, 26, 26}},
    {"detr-2", {41, 26, 41}},
};

/// Checks the arrays of every target of one variant of FOLDER.
void check_variant(const GoldenFolder& folder, const std::string& variant) {
  GoldenCase golden(GoldenCase::Folder{folder.path}, variant);
  const std::string name = folder.path.filename().string() + variant;
  std::vector<int> checked;
  for (const CaseTarget& target : targets_of(golden, variant)) {
    checked.push_back(check_target(golden, target.target, target.not_compared));
  }
  std::cout << "golden " << name << ": methods folded from the reference's own maps,";
  for (const int arrays : checked) std::cout << " " << arrays;
  std::cout << " arrays compared\n";
  const auto known = least_arrays.find(name);
  const bool is_known = folder.in_checkout && known != least_arrays.end();
  const std::vector<int> least = is_known ? known->second : std::vector<int>(checked.size(), 1);
  INFO(name);
  REQUIRE(checked.size() == least.size());
  for (std::size_t target = 0; target < checked.size(); ++target) CHECK(checked[target] >= least[target]);
}

/// Every case of KIND, in the variants of which it has files.
void check_kind(const std::string& kind) {
  for (const GoldenFolder& folder : golden_folders(kind)) {
    for (const std::string variant : {"", "_original", "_key_padding"}) {
      if (std::filesystem::exists(folder.path / ("expected" + variant + ".safetensors"))) {
        check_variant(folder, variant);
      }
    }
  }
}

}  // namespace

TEST_CASE("methods on ViT give what the references give", "[golden]") { check_kind("vit"); }

TEST_CASE("methods on BERT give what the references give", "[golden]") { check_kind("bert"); }

TEST_CASE("methods on CLIP give what the references give", "[golden]") { check_kind("clip"); }

TEST_CASE("methods on VisualBERT give what the references give", "[golden]") { check_kind("visualbert"); }

TEST_CASE("methods on LXMERT give what the references give", "[golden]") { check_kind("lxmert"); }

TEST_CASE("methods on DETR give what the references give", "[golden]") { check_kind("detr"); }
