// What the window calls things that core names.
#include "ui/state/names.h"

#include "core/explain/inquiry.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"

using namespace rex::ui;

TEST_CASE("every stack of layers of every family has a name for people") {
  for (const std::string& family : rex::test::small_families()) {
    const rex::test::SmallModel small = rex::test::small_model(family);
    const rex::ForwardPass pass = rex::test::build_random(small.config)->forward(small.inputs, {}, true);
    REQUIRE_FALSE(pass.trace.maps.empty());
    for (const rex::AttentionMap& map : pass.trace.maps) {
      INFO(family << ": " << map.stack);
      CHECK(stack_title(map.stack).toStdString() != map.stack);
    }
  }
}

TEST_CASE("an answer in a few words: the best one, or the objects that were found") {
  rex::Answered answered;
  auto model = std::make_shared<rex::ModelInfo>();
  answered.model = model;
  CHECK(short_answer(answered).isEmpty());
  answered.predictions = {{{}, "dog", 4.0, 0.98}, {{}, "cat", 1.0, 0.02}};
  CHECK(short_answer(answered) == "dog 0.98");
  answered.predictions[0].probability.reset();
  CHECK(short_answer(answered) == "dog 4");
  answered.query_boxes.resize(4);
  answered.predictions = {
      {{}, "dog", 4.0, 0.98}, {{}, "cat", 3.0, 0.97}, {{}, "dog", 3.0, 0.9}, {{}, "tree", 0.0, 0.4}};
  CHECK(short_answer(answered) == QStringLiteral("2 × dog, cat"));
  for (rex::Prediction& prediction : answered.predictions) prediction.probability = 0.1;
  CHECK(short_answer(answered) == "nothing found");
}
