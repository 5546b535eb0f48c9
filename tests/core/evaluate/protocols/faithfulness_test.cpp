// One explanation's curves: part after part, and the same as the protocol in one go.
#include "core/evaluate/protocols/faithfulness.h"

#include <ATen/ATen.h>

#include <map>
#include <string>

#include "core/base/error.h"
#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
using namespace rex::evaluate;

namespace {

std::shared_ptr<const Answered> ask(Inquiry& inquiry, const std::vector<std::string>& texts = {}) {
  Question question;
  question.picture = std::make_shared<const Picture>(load_picture(source_folder() / "resources/pictures/beach.jpg"));
  question.texts = texts;
  return inquiry.ask(inquiry.prepare(readable(question, inquiry.model()->description)));
}

}  // namespace

TEST_CASE("curves that grow part by part end as those of one run") {
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  const auto answered = ask(inquiry);
  const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("generic"), {}));
  FaithfulnessOptions options;
  options.random_orders = 2;
  FaithfulnessRun run(inquiry.open_model(), answered, explained, nullptr, options);
  CHECK_FALSE(run.result().complete);
  std::size_t known = 0;
  int steps = 0;
  while (run.step()) {
    const Faithfulness now = run.result();
    CHECK(now.most.curve.values.size() >= known);  // the first points come first
    known = now.most.curve.values.size();
    ++steps;
  }
  CHECK(steps >= 3);
  const Faithfulness whole = run.result();
  CHECK(whole.complete);
  CHECK_FALSE(whole.raw.has_value());

  // The slow twin: every removal by itself.
  const InputRemoval removal(
      *inquiry.open_model().model, answered->input.tensors, explained->domains,
      pixel_scale(inquiry.open_model().preprocessor->settings(), answered->input.tensors.at("pixel_values")),
      options.replacement, options.seed);
  const Ranking own = ranking(Part::patches, removable(Part::patches, *answered, *explained),
                              *native_relevance(Part::patches, *explained), 0, 0, 0, 0);
  const auto removed = removed_places(own, First::most_relevant, faithfulness_fractions());
  for (std::size_t i = 0; i < removed.size(); ++i) {
    const ForwardPass pass = inquiry.open_model().model->forward(removal.without(Part::patches, removed[i]), {}, false);
    CHECK(whole.most.curve.values[i] ==
          Approx(probability_of(pass.scores, explained->target, ProbabilityRule::softmax)).margin(1e-5));
  }
}

TEST_CASE("another method's curve stands beside, the one that it has by itself") {
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  const auto answered = ask(inquiry);
  const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("generic"), {}));
  const auto other = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("rollout"), {}));
  FaithfulnessOptions options;
  options.random_orders = 1;
  FaithfulnessRun run(inquiry.open_model(), answered, explained, nullptr, options);
  run.compare(other);
  while (run.step()) {
    const Faithfulness now = run.result();
    REQUIRE(now.compared.size() == 1);  // its name is there before its values
    // They come last, but for the first point, with nothing removed, which is every curve's.
    if (now.compared[0].curve.values.size() > 1) CHECK(now.most.curve.values.size() == 10);
  }
  FaithfulnessRun alone(inquiry.open_model(), answered, other, nullptr, options);
  while (alone.step()) continue;
  const Faithfulness both = run.result();
  CHECK(both.compared[0].method == "rollout");
  REQUIRE(both.compared[0].curve.values.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(both.compared[0].curve.values[i] == Approx(alone.result().most.curve.values[i]).margin(1e-5));
  }
  CHECK_THAT(to_csv(both), ContainsSubstring("\"rollout, most relevant first\",0.90,"));
  FaithfulnessOptions words;
  words.part = Part::words;
  Inquiry reads(source_folder() / "resources/models/demo-lxmert");
  const auto answer = ask(reads, {"Is there a ball?"});
  FaithfulnessRun of_words(reads.open_model(), answer,
                           std::make_shared<const Explanation>(reads.explain({}, explanation_method("generic"), {})),
                           nullptr, words);
  CHECK_THROWS_AS(of_words.compare(other), Error);  // a map without words
}

TEST_CASE("another target's curve stands beside, of its own probability") {
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  const auto answered = ask(inquiry);
  const ExplanationMethod& method = explanation_method("generic");
  const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, method, {}));
  const auto other = std::make_shared<const Explanation>(inquiry.explain(answered->predictions[1].target, method, {}));
  FaithfulnessOptions options;
  options.random_orders = 0;
  FaithfulnessRun run(inquiry.open_model(), answered, explained, nullptr, options);
  run.compare(other);
  while (run.step()) continue;
  FaithfulnessRun alone(inquiry.open_model(), answered, other, nullptr, options, {}, true);
  while (alone.step()) continue;
  CHECK(alone.result().complete);
  CHECK(alone.result().least.curve.values.empty());
  const OrderCurve curve = run.result().compared.at(0), own = alone.result().most;
  CHECK(curve.title == other->target_label);
  CHECK(curve.name == "generic of " + other->target_label + ", most relevant first");
  CHECK(curve.curve.values.front() == Approx(*other->probability).margin(1e-4));
  REQUIRE(curve.curve.values.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) CHECK(curve.curve.values[i] == Approx(own.curve.values[i]).margin(1e-5));
}

TEST_CASE("a curve is called by what differs from the map at hand, and a table quotes it") {
  Explanation map, other;
  map.method = other.method = "generic";
  map.target_label = "cat";
  map.target.class_index = 1;
  other.target = map.target;
  other.target_label = "cat";
  CHECK(curve_beside(map, other).title == explanation_method("generic").title());
  other.options.layers = {2, -1};
  CHECK(curve_beside(map, other).title == "layers from 2");
  CHECK(curve_beside(map, other).name == "generic, layers from 2, most relevant first");
  other.options.layers = {};
  other.method = "rollout";
  CHECK(curve_beside(map, other).name == "rollout, most relevant first");
  CHECK(curve_beside(map, other, "beach").title == explanation_method("rollout").title() + " · cat · beach");
  other.target.class_index = 2;
  other.target_label = "a \"dog\"";
  CHECK(curve_beside(map, other).name == "rollout of a \"dog\", most relevant first");
  Faithfulness curves;
  curves.compared = {curve_beside(map, other)};
  curves.compared[0].curve = {{0}, {.5}};
  CHECK_THAT(to_csv(curves), ContainsSubstring("\"rollout of a \"\"dog\"\", most relevant first\",0.00,0.5\r\n"));
}

TEST_CASE("the sentence says what 20 % do") {
  Faithfulness curves;
  curves.target = "cat";
  curves.clean = 0.98;
  CHECK(curves.sentence().empty());
  curves.most.curve = {{0, .1, .2}, {0.98, 0.7, 0.31}};
  CHECK(curves.sentence() == "Removing the 20 % that it marks lowers cat from 0.98 to 0.31.");
  curves.most.curve.values.back() = 0.981;
  CHECK(curves.sentence() == "Removing the 20 % that it marks leaves cat at 0.98.");
  curves.most.curve.values.back() = 0.31;
  curves.random_mean = {{0, .1, .2}, {0.98, 0.95, 0.93}};
  CHECK(curves.sentence() == "Removing the 20 % that it marks lowers cat from 0.98 to 0.31; random removal to 0.93.");
}

TEST_CASE("a part that a method says nothing of is refused") {
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  const auto answered = ask(inquiry);
  const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("generic"), {}));
  FaithfulnessOptions words;
  words.part = Part::words;
  CHECK_THROWS_AS(FaithfulnessRun(inquiry.open_model(), answered, explained, nullptr, words), Error);
  CHECK(usual_part(inquiry.model()->description) == Part::patches);
}

TEST_CASE("curves draw the probability that the model means, and none where it has none") {
  const std::map<std::string, bool> has_probability = {{"bert-multi-label-1", true}, {"bert-regression-1", false}};
  for (const auto& [golden, has] : has_probability) {
    INFO(golden);
    Inquiry inquiry(source_folder() / "tests/golden" / golden);
    Question question;
    question.texts = {"the music is moving"};
    const auto answered = inquiry.ask(inquiry.prepare(question));
    const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("generic"), {}));
    FaithfulnessRun run(inquiry.open_model(), answered, explained, nullptr, {});
    while (run.step()) continue;
    if (has) {
      CHECK(run.result().clean == Approx(*explained->probability));
    } else {
      CHECK_THROWS_WITH(run.result(), ContainsSubstring("have none"));
    }
  }
}
