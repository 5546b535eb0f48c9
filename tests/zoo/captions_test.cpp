#include "app/zoo/words/captions.h"

#include <map>
#include <set>

#include "app/zoo/scene/classes.h"
#include "tests/support/catch.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;
using namespace rex::test;

TEST_CASE("captions are true and hard negatives are false", "[zoo]") {
  const std::vector<std::string> list = caption_words();
  const std::set<std::string> known(list.begin(), list.end());
  std::map<std::string, int> changes;
  int relations = 0, scenes_short_of_negatives = 0;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    Random random(seed);
    const Scene scene = random_truth(random);
    const std::vector<Thing> things = things_of(scene);
    const Claim truth = true_caption(scene, random);
    INFO("seed " << seed << ": " << truth.text());
    CHECK(judged_true(truth.text(), things));
    CHECK(certainly_true(truth, scene));
    relations += truth.relation.has_value();
    for (const std::string& word : words_of(truth.text())) CHECK(known.count(word) == 1);
    std::set<std::string> texts;
    const auto wrong = wrong_captions(scene, truth, random, 7);
    scenes_short_of_negatives += wrong.size() < 7;
    for (const WrongCaption& caption : wrong) {
      INFO(caption.claim.text());
      CHECK_FALSE(judged_true(caption.claim.text(), things));
      CHECK(texts.insert(caption.claim.text()).second);
      ++changes[caption.change];
      for (const std::string& word : words_of(caption.claim.text())) CHECK(known.count(word) == 1);
    }
  }
  CHECK(relations > 400);
  CHECK(scenes_short_of_negatives < 20);
  for (const char* change : {"relation", "swap", "object", "colour", "count"}) CHECK(changes[change] > 200);
}

TEST_CASE("captions read as English", "[zoo]") {
  const Noun cat{class_index("cat"), no_colour}, apple{class_index("apple"), no_colour};
  const Noun balloon{class_index("balloon"), colour_index("orange")};
  CHECK(Claim{{{cat, 1}, {balloon, 1}}, Relation::left_of}.text() == "a cat to the left of an orange balloon");
  CHECK(Claim{{{cat, 2}, {apple, 1}}, {}}.text() == "two cats and an apple");
  CHECK(Claim{{{cat, 1}, {balloon, 3}, {apple, 1}}, {}}.text() == "a cat, three orange balloons and an apple");
}
