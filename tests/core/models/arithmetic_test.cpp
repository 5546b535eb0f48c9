#include "core/models/arithmetic.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/float_values.h"
#include "core/base/json.h"
#include "core/evaluate/similarity.h"
#include "core/explain/inquiry.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/support/small_models.h"

using namespace rex;
using nn::Arithmetic;

namespace {

/// A result of two layers after rounding to 8 bits on the way, relative to the largest score.
constexpr double few_layers = 0.06;

bool multiplies_in_bfloat16() {
  try {
    nn::require_arithmetic(Arithmetic::bfloat16);
  } catch (const Error&) {
    return false;
  }
  return true;
}

std::filesystem::path resource(const std::string& name) { return test::source_folder() / "resources" / name; }

std::vector<double> seen_relevancies(const Explanation& explanation) {
  std::vector<double> values;
  for (const at::Tensor* part : {&explanation.relevancies.image, &explanation.relevancies.text}) {
    if (!part->defined()) continue;
    for (const float value : float_values(part->flatten())) values.push_back(value);
  }
  return values;
}

}  // namespace

TEST_CASE("every family computes in bfloat16 nearly what it does in float32") {
  if (!multiplies_in_bfloat16()) REX_SKIP("this processor does not multiply in bfloat16");
  for (const std::string& family : test::small_families()) {
    INFO(family);
    const test::SmallModel small = test::small_model(family);
    const auto exact = test::build_random(small.config), rounded = test::build_random(small.config);
    CHECK(arithmetic_of(*rounded) == Arithmetic::float32);
    use_arithmetic(*rounded, Arithmetic::bfloat16);
    CHECK(arithmetic_of(*rounded) == Arithmetic::bfloat16);
    for (const auto& [name, value] : rounded->parameters()) {
      INFO(name);
      const bool table = name.find("embedding") != std::string::npos && name.find("patch") == std::string::npos;
      if (value.dim() < 2 || (table && name.find("project") == std::string::npos)) {
        CHECK(value.scalar_type() == at::kFloat);
      }
      if (value.dim() == 4) CHECK(value.scalar_type() == at::kBFloat16);
    }
    nn::ForwardContext context;
    for (const nn::GraphMode mode : {nn::GraphMode::plain, nn::GraphMode::gradient, nn::GraphMode::relevance}) {
      context.mode = mode;
      const ForwardPass wanted = exact->forward(small.inputs, context), found = rounded->forward(small.inputs, context);
      CHECK(found.scores.scalar_type() == at::kFloat);
      const at::Tensor scores = wanted.scores.detach();
      double largest = scores.abs().max().item<double>();
      // A cosine near 0 is a sum of terms that cancel: what it could be says how exact it is.
      if (exact->description().answers == AnswerKind::texts) largest = std::max(largest, 1.0);
      CHECK((found.scores.detach() - scores).abs().max().item<double>() < few_layers * largest);
      for (const AttentionMap& map : found.trace.maps) CHECK(map.weights.scalar_type() == at::kFloat);
    }
  }
}

TEST_CASE("demo models in bfloat16 rank what they see as in float32") {
  if (!multiplies_in_bfloat16()) REX_SKIP("this processor does not multiply in bfloat16");
  // Over every scene of the gallery: in one of them a few words or regions of nearly the same relevance, which swap
  // their ranks, say little.
  std::vector<std::pair<std::string, std::vector<std::string>>> scenes;
  const nlohmann::json gallery = read_json(resource("pictures/scenes.json"));
  for (const auto& scene : gallery.at("scenes")) {
    scenes.push_back({scene.at("file"), {scene.at("questions").at(0).at("question").get<std::string>()}});
    for (const auto& caption : scene.at("captions")) scenes.back().second.push_back(caption.at("text"));
  }
  REQUIRE(scenes.size() > 20);
  const char* model =
      GENERATE("demo-vit", "demo-detr", "demo-clip", "demo-lxmert", "demo-visualbert", "demo-vilt", "demo-bert");
  INFO(model);
  Inquiry exact(resource("models") / model),
      rounded(resource("models") / model, {}, {.arithmetic = Arithmetic::bfloat16});
  const ModelKind& kind = exact.model()->description;
  double sum = 0;
  for (const auto& [picture, texts] : scenes) {
    Question question;
    if (kind.sees_picture()) {
      question.picture = std::make_shared<const Picture>(load_picture(resource("pictures") / picture));
    }
    question.texts = kind.reads_several_texts() ? std::vector<std::string>(texts.begin() + 1, texts.end())
                                                : std::vector<std::string>{texts[kind.sees_picture() ? 0 : 1]};
    // The detector's products are rounded as well: both look at the regions that float32 found.
    Question same;
    same.tensors = exact.ask(exact.prepare(readable(question, kind)))->input.tensors;
    rounded.ask(rounded.prepare(same));
    const Explanation wanted = exact.explain({}, explanation_method("generic"), {});
    const Explanation found = rounded.explain(wanted.target, explanation_method("generic"), {});
    for (const Explanation* explanation : {&wanted, &found}) {
      const bool noted = std::any_of(explanation->notes.begin(), explanation->notes.end(), [](const std::string& note) {
        return note.find("bfloat16") != std::string::npos;
      });
      CHECK(noted == (explanation == &found));
    }
    sum += evaluate::spearman(seen_relevancies(wanted), seen_relevancies(found)).value_or(0);
  }
  CHECK(sum / static_cast<double>(scenes.size()) >= 0.99);
}

TEST_CASE("no method takes a model in bfloat16 out of it, where double precision is asked for as well") {
  if (!multiplies_in_bfloat16()) REX_SKIP("this processor does not multiply in bfloat16");
  Inquiry inquiry(resource("models") / "demo-vit", {}, {.arithmetic = Arithmetic::bfloat16});
  Question question;
  question.picture = std::make_shared<const Picture>(load_picture(resource("pictures") / "beach.jpg"));
  inquiry.ask(inquiry.prepare(question));
  ExplainOptions options;
  options.double_precision = true;
  for (const auto& method : explanation_methods()) {
    INFO(method->name());
    if (method->fits(inquiry.model()->description)) continue;
    CHECK_FALSE(inquiry.explain({}, *method, options).options.double_precision);
    CHECK(arithmetic_of(*inquiry.open_model().model) == Arithmetic::bfloat16);
  }
}

TEST_CASE("rex takes --arithmetic, says so, and refuses double precision beside it") {
  const std::string asked = "explain --model demo-vit --image beach --arithmetic bfloat16 ";
  const auto refused = test::run_rex(asked + "--precision double");
  CHECK(refused.status == 1);
  CHECK_THAT(refused.errors, ContainsSubstring("bfloat16"));
  CHECK(test::run_rex("explain --model demo-vit --image beach --arithmetic float16").status == 2);
  CHECK_THAT(test::run_rex("doctor").output, ContainsSubstring("bfloat16"));
  const auto answered = test::run_rex(asked);
  if (multiplies_in_bfloat16()) {
    CHECK(answered.status == 0);
    CHECK_THAT(answered.output, ContainsSubstring("bfloat16"));
  } else {
    CHECK(answered.status == 1);
    CHECK_THAT(answered.errors, ContainsSubstring("bfloat16"));
  }
}

TEST_CASE("a processor on which bfloat16 is no gain is told so") {
  CHECK_THAT(bfloat16_note(120, 70), ContainsSubstring("no gain"));
  CHECK_THAT(bfloat16_note(120, 600), !ContainsSubstring("no gain"));
}
