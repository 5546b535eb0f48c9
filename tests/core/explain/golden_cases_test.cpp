// Every golden case of a model below a root, as a person would run it: the folder opens, its inputs are asked, every
// method that the case has numbers of is explained, and whatever comes out is compared under the case's own keys.
#include <ATen/ATen.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <set>

#include "core/checkpoint/safetensors.h"
#include "core/explain/explain.h"
#include "core/explain/export.h"
#include "core/explain/inquiry.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;

using namespace rex;
using namespace rex::test;

namespace {

using Tensors = std::map<std::string, at::Tensor>;

/// One target of a case, and how it is spelt in keys.
struct CaseTarget {
  Target target;
  std::string suffix = {};      ///< "/4" of DETR's query 4, after the method or at the end
  std::optional<int> row = {};  ///< of arrays with a leading axis over texts (CLIP)
};

/// Keys of another target or another variant than the one that is asked.
bool is_other(const std::string& key) {
  for (const char* prefix : {"other/", "wide/", "masked/", "mean/"}) {
    if (key.starts_with(prefix)) return true;
  }
  return false;
}

/// The methods of relevance/METHOD/… in EXPECTED that are built.
std::vector<const ExplanationMethod*> methods_of(const Tensors& expected, const ModelKind& kind) {
  std::vector<const ExplanationMethod*> methods;
  for (const auto& method : explanation_methods()) {
    const std::string stem = "relevance/" + method->name() + "/";
    const auto found = expected.lower_bound(stem);
    if (found != expected.end() && found->first.starts_with(stem) && !method->fits(kind)) {
      methods.push_back(method.get());
    }
  }
  return methods;
}

/// The targets that case.json tells; VARIANT is the name of the file of expected numbers.
std::vector<CaseTarget> targets_of(const nlohmann::json& description, const std::string& variant, const ModelKind& kind,
                                   std::int64_t texts) {
  std::vector<CaseTarget> targets;
  if (kind.finds_objects()) {
    for (const auto& target : description.at("variants").at(variant).at("targets")) {
      targets.push_back({{target.at("class").get<std::int64_t>(), target.at("query").get<std::int64_t>(), {}},
                         "/" + target.at("key").get<std::string>()});
    }
  } else if (kind.answers == AnswerKind::texts) {
    for (int text = 0; text < texts; ++text) targets.push_back({{{}, {}, text}, "", text});
  } else {
    const std::string stem = variant.substr(0, variant.find('.'));  // a case of several heads tells each one's target
    const nlohmann::json& told = description.at("target");
    const nlohmann::json& target = told.contains(stem) ? told.at(stem) : told;
    targets.push_back({{target.at(target.contains("class") ? "class" : "index").get<std::int64_t>(), {}, {}}});
  }
  return targets;
}

/// KEY of ours as the case spells it for TARGET.
std::string spelled_key(const std::string& key, const CaseTarget& target) {
  if (target.suffix.empty()) return key;
  if (key.starts_with("gradient/") || key.starts_with("lrp_attention/")) return key + target.suffix;
  if (!key.starts_with("relevance/")) return key;
  const std::size_t end = key.find('/', std::string("relevance/").size());
  return key.substr(0, end) + target.suffix + key.substr(end);
}

/// methods.md, section 1: where a row is 0/0 the reference wipes a whole layer. GOLDEN tells of which DETR target, and
/// methods that normalise are not compared for it.
bool is_degenerate(const GoldenCase& golden, const std::string& expected_file, const std::string& key) {
  const bool normalizes = key.find("/generic/") != std::string::npos || key.find("/generic_lrp/") != std::string::npos;
  if (!normalizes || golden.description().at("model") != "detr") return false;
  for (const auto& target : golden.description().at("variants").at(expected_file).at("targets")) {
    const std::string part = "/" + target.at("key").get<std::string>() + "/";
    const bool wiped = target.contains("nan") && !target.at("nan").empty();
    if (wiped && key.find(part) != std::string::npos) return true;
  }
  return false;
}

/// Compares what explaining FOLDER gives with EXPECTED_FILE; returns how many arrays.
int check_case(const fs::path& folder, const std::string& variant) {
  GoldenCase golden(GoldenCase::Folder{folder}, variant);
  const std::string name = folder.filename().string(), expected_file = "expected" + variant + ".safetensors";
  Inquiry inquiry(folder);
  const ModelDescription& model = inquiry.model()->description;
  const std::vector<const ExplanationMethod*> methods = methods_of(golden.all_expected(), model);
  Question question;
  question.tensors = golden.inputs();
  ExplainOptions options;
  options.whole_matrices = options.head_maps = true;
  options.double_precision = prefers_double_precision(model);
  const auto answered = inquiry.ask(inquiry.prepare(std::move(question)), common_needs(methods), true);
  const std::int64_t texts = model.answers == AnswerKind::texts ? answered->outputs.at("logits_per_image").numel() : 1;
  std::set<std::string> compared;
  Tensors by_text;  // CLIP's arrays hold all texts
  for (const CaseTarget& target : targets_of(golden.description(), expected_file, model, texts)) {
    std::vector<Explanation> explanations;
    for (const ExplanationMethod* method : methods) {
      explanations.push_back(inquiry.explain(target.target, *method, options));
    }
    for (auto& [own_key, tensor] : golden_tensors(*answered, explanations, true)) {
      const std::string key = spelled_key(own_key, target);
      if (!golden.has(key) || is_other(key) || is_degenerate(golden, expected_file, key)) continue;
      const bool each_text = target.row && answered->outputs.count(own_key) == 0;
      if (each_text) {
        at::Tensor& all = by_text[key];
        if (!all.defined()) all = at::zeros_like(golden.expected(key));
        if (all.dim() != tensor.dim() + 1) continue;
        all[*target.row] = tensor;
      } else {
        golden.check(key, tensor);
      }
      compared.insert(key);
    }
  }
  for (const auto& [key, tensor] : by_text) golden.check(key, tensor);
  std::string missing;
  for (const auto& [key, tensor] : golden.all_expected()) {
    if (!is_other(key) && compared.count(key) == 0) missing += " " + key;
  }
  std::cout << "golden " << name << variant << ": " << compared.size() << " arrays compared"
            << (missing.empty() ? "" : "; not computed:" + missing.substr(0, 400)) << "\n";
  return static_cast<int>(compared.size());
}

/// Whether a test tagged [golden] runs over folders of KIND; those with the config.json of a known family are run
/// below, whatever they are called.
bool is_known(const std::string& kind) {
  static const std::set<std::string> elsewhere = {"preprocess", "checkpoints", "evaluation"};
  return kind.starts_with("tokenizer-") || elsewhere.count(kind) != 0;
}

/// The folder's model_type; empty where it is no model's.
std::string model_type(const fs::path& folder) {
  if (!fs::is_regular_file(folder / "config.json")) return {};
  return nlohmann::json::parse(read_file(folder / "config.json")).value("model_type", "");
}

}  // namespace

TEST_CASE("every golden case of a known family gives the reference's numbers through the folder", "[golden]") {
  std::map<std::string, int> unknown;
  int cases = 0;
  for (const GoldenFolder& golden : golden_folders()) {
    const bool is_model = find_family(model_type(golden.path)) != nullptr;
    if (!is_model || !fs::is_regular_file(golden.path / "expected.safetensors")) {
      if (!is_known(golden.kind)) ++unknown[golden.kind];
      continue;
    }
    INFO(golden.path.string());
    ++cases;
    // The reference's DETR ignores padding inside attention; what honours it stands in files of its own.
    const bool padded = fs::exists(golden.path / "expected_key_padding.safetensors");
    CHECK(check_case(golden.path, padded ? "_key_padding" : "") > 0);
    // Newer methods, of which not all are built, have numbers of their own.
    if (fs::exists(golden.path / "expected_newer.safetensors")) check_case(golden.path, "_newer");
  }
  for (const auto& [kind, count] : unknown) {
    std::cout << "golden kind not known yet: " << kind << " (" << count << ")\n";
  }
  CHECK(cases > 0);
}
