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
#include "core/picture/picture.h"
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
  std::string prefix = {};      ///< "other/" of the second target
};

/// Keys of other inputs than the case's own.
bool is_variant(const std::string& key) {
  for (const char* prefix : {"wide/", "masked/", "mean/"}) {
    if (key.starts_with(prefix)) return true;
  }
  return false;
}

/// What a batch of one gives for the inputs whose names begin with "wide_": scores alone, under "wide/".
int check_wide(GoldenCase& golden, Inquiry& inquiry) {
  ModelInputs wide;
  for (const auto& [name, tensor] : golden.inputs()) {
    if (name.starts_with("wide_")) wide[name.substr(5)] = tensor;
  }
  if (wide.empty()) return 0;
  Question question;
  question.tensors = std::move(wide);
  int compared = 0;
  for (const auto& [name, tensor] : inquiry.ask(inquiry.prepare(std::move(question)))->outputs) {
    if (!golden.has("wide/" + name)) continue;
    golden.check("wide/" + name, tensor);
    ++compared;
  }
  return compared;
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
    for (const char* name : {"class", "index", "component"}) {
      if (target.contains(name)) targets.push_back({{target.at(name).get<std::int64_t>(), {}, {}}});
    }
    for (const char* name : {"other_class", "other_component"}) {
      if (!target.contains(name)) continue;
      targets.push_back({{target.at(name).get<std::int64_t>(), {}, {}}, "", {}, "other/"});
    }
  }
  return targets;
}

/// SigLIP's texts with the padding masked, which it did not learn: scores alone, under "masked/".
int check_masked(GoldenCase& golden, Inquiry& inquiry) {
  if (!golden.has("masked/text_embeds")) return 0;
  Question question;
  question.tensors = golden.inputs();
  (*question.tensors)["text_attention_mask"] = golden.inputs().at("attention_mask");
  int compared = 0;
  for (const auto& [name, tensor] : inquiry.ask(inquiry.prepare(std::move(question)))->outputs) {
    if (!golden.has("masked/" + name)) continue;
    golden.check("masked/" + name, tensor);
    ++compared;
  }
  return compared;
}

std::shared_ptr<const Picture> picture_of(const at::Tensor& bytes) {
  Picture picture(bytes.size(1), bytes.size(0));
  std::copy(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel(), picture.pixels.begin());
  return std::make_shared<const Picture>(std::move(picture));
}

/// What the folder makes of the case's picture and texts, against what the reference made. Returns how many arrays.
int check_preparation(const GoldenCase& golden, const Inquiry& inquiry) {
  constexpr double same_bytes = 1e-5;  // of Pillow's resizing, or a few roundings of resizing in float32
  const auto original = golden.inputs().find("image_original");
  const nlohmann::json told = golden.description().value("target", nlohmann::json::object());
  const bool texts = told.is_object() && told.contains("texts") && inquiry.open_model().tokenizer != nullptr;
  const ModelDescription& model = inquiry.model()->description;
  const fs::path& folder = inquiry.open_model().folder;
  const bool told_how = fs::exists(folder / "preprocessor_config.json") || golden.config().contains("pretrained_cfg");
  if (!told_how || original == golden.inputs().end()) return 0;
  if (!model.sees_pixels() || (model.reads_text() && !texts)) return 0;
  Question question;
  question.picture = picture_of(original->second);
  if (texts) question.texts = told.at("texts").get<std::vector<std::string>>();
  const ModelInputs made = inquiry.prepare(std::move(question)).input.tensors;
  int compared = 0;
  for (const char* name : {"pixel_values", "pixel_attention_mask", "spatial_shapes"}) {
    const auto wanted = golden.inputs().find(name);
    if (wanted == golden.inputs().end()) continue;
    INFO(name);
    REQUIRE(made.at(name).sizes() == wanted->second.sizes());
    CHECK((made.at(name) - wanted->second).abs().max().item<double>() < same_bytes);
    ++compared;
  }
  if (!texts) return compared;
  // What pads CLIP's texts is read by nothing, and implementations differ in it.
  const bool padding_counts = model.probabilities == ProbabilityRule::sigmoid;
  const at::Tensor counts = padding_counts ? at::ones_like(golden.inputs().at("input_ids"))
                                           : golden.inputs().at("attention_mask").ne(0).to(at::kLong);
  const at::Tensor ids = made.at("input_ids"), wanted = golden.inputs().at("input_ids") * counts;
  const std::int64_t read = ids.size(1);
  CHECK((ids * counts.slice(1, 0, read)).equal(wanted.slice(1, 0, read)));
  CHECK_FALSE(counts.slice(1, read).any().item<bool>());
  return compared + 1;
}

/// KEY of ours as the case spells it for TARGET.
std::string spelled_key(const std::string& key, const CaseTarget& target) {
  if (target.suffix.empty()) return target.prefix + key;
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
      if (!golden.has(key) || is_variant(key) || is_degenerate(golden, expected_file, key)) continue;
      if (key.starts_with("text_scores/")) {
        golden.check(key, tensor);
        compared.insert(key);
        continue;
      }
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
    if (!is_variant(key) && compared.count(key) == 0) missing += " " + key;
  }
  const int wide = check_wide(golden, inquiry) + check_masked(golden, inquiry) + check_preparation(golden, inquiry);
  std::cout << "golden " << name << variant << ": " << compared.size() + static_cast<std::size_t>(wide)
            << " arrays compared" << (missing.empty() ? "" : "; not computed:" + missing.substr(0, 400)) << "\n";
  return static_cast<int>(compared.size()) + wide;
}

/// Whether a test tagged [golden] runs over folders of KIND; those with the config.json of a known family are run
/// below, whatever they are called.
bool is_known(const std::string& kind) {
  static const std::set<std::string> elsewhere = {"preprocess", "checkpoints", "evaluation", "frcnn"};
  return kind.starts_with("tokenizer-") || elsewhere.count(kind) != 0;
}

/// The folder's model_type; empty where it is no model's.
std::string model_type(const fs::path& folder) {
  if (!fs::is_regular_file(folder / "config.json")) return {};
  const auto config = nlohmann::json::parse(read_file(folder / "config.json"));
  return config.value("model_type", config.contains("architecture") ? "vit" : "");  // timm names no model_type
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
