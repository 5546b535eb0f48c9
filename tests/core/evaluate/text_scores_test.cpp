// Rationales and answers.
#include <algorithm>

#include "core/base/error.h"
#include "core/evaluate/rationale.h"
#include "core/evaluate/vqa.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

TEST_CASE("a rationale that is the truth scores 1 in every way") {
  const Rationales truth{{{"a", "d"}, {{0, 3}, {5, 9}}}, {{"b", "d"}, {{2, 4}}}};
  for (const RationaleScore& score :
       {score_words(truth, truth), score_spans(truth, truth), score_overlap(truth, truth, .9)}) {
    CHECK(score.micro.f1 == Approx(1));
    CHECK(score.macro.f1 == Approx(1));
  }
  CHECK(score_words(truth, {}).micro.f1 == 0);
  CHECK(score_overlap(truth, {}, .1).macro.f1 == 0);
  CHECK(score_words({}, {}).macro.precision == 0);
}

TEST_CASE("overlapping spans count a word once, and stay apart as spans") {
  const Rationales truth{{{"a", "d"}, {{0, 4}}}}, found{{{"a", "d"}, {{0, 3}, {2, 4}}}};
  CHECK(score_words(truth, found).micro.f1 == Approx(1));
  CHECK(score_spans(truth, found).micro.f1 == 0);
  CHECK(score_overlap(truth, found, .5).micro.recall == 2);  // both are hits of the one span
}

TEST_CASE("documents without spans are as good as absent") {
  const Rationales truth{{{"a", "d"}, {{0, 4}}}}, with_empty{{{"a", "d"}, {{0, 4}}}, {{"b", "e"}, {}}};
  CHECK(score_words(with_empty, truth).macro.f1 == score_words(truth, truth).macro.f1);
}

TEST_CASE("more words than there are take all") {
  CHECK(highest_words(std::vector<double>{.1, .2}, 5).size() == 2);
  CHECK((highest_words(std::vector<double>{.1, .2, .2}, 1) == std::set<Span>{{1, 2}}));
  CHECK(erased_words(std::vector<double>(100, 0.0), .01) == std::vector<std::int64_t>{0});
  CHECK(erased_words({}, .5).empty());
}

TEST_CASE("evidence behind the scored words is refused") {
  CHECK_THROWS_AS(score_soft(std::vector<double>{.5, .2}, {{1, 3}}), Error);
}

TEST_CASE("erasure without the class or with other classes is refused") {
  const ClassScores sound{{"NEG", .4}, {"POS", .6}};
  CHECK(score_erasure({{"POS", sound, sound, sound}}).comprehensiveness == 0);
  CHECK_THROWS_AS(score_erasure({}), Error);
  CHECK_THROWS_AS(score_erasure({{"OTHER", sound, sound, sound}}), Error);
  CHECK_THROWS_AS(score_erasure({{"POS", sound, {{"POS", 1}}, sound}}), Error);
  CHECK_THROWS_AS(score_erasure({{"POS", sound, {{"POS", 1}, {"X", 0}}, sound}}), Error);
  CHECK_THROWS_AS(score_erasure({{"POS", sound, {{"POS", 0.0 / 0.0}, {"NEG", 0}}, sound}}), Error);
}

TEST_CASE("word pieces that are not the words' are refused") {
  const std::vector<double> scores{.1, .2};
  CHECK(word_scores({"ab", "c"}, {"a", "##b"}, scores) == std::vector<double>{.2});
  CHECK_THROWS_AS(word_scores({"ab", "c"}, {"a", "[UNK]"}, scores), Error);
  CHECK_THROWS_AS(word_scores({"ab", "c"}, {"a", "##c"}, scores), Error);
  CHECK_THROWS_AS(word_scores({"ab"}, {"ab", "c"}, scores), Error);
  CHECK_THROWS_AS(word_scores({"ab"}, {"ab", "##"}, scores), Error);
}

TEST_CASE("answers are normalised as the challenge does") {
  const std::vector<std::pair<std::string, std::string>> answers{{" Two\tdogs\n", "2 dogs"},
                                                                 {"couldnt've", "couldn't've"},
                                                                 {"ow's'at", "'ow's'at"},
                                                                 {"somebody'd", "somebodyd"},
                                                                 {"lets", "lets"},
                                                                 {"10.5.", "10.5"},
                                                                 {"...", ""},
                                                                 {"A", ""},
                                                                 {"red , blue/green", "red blue green"},
                                                                 {"", ""},
                                                                 {"YALL", "y'all"},
                                                                 {"Ünder", "ünder"}};
  for (const auto& [answer, normalised] : answers) {
    INFO(answer);
    CHECK(normalised_answer(answer) == normalised);
  }
}

TEST_CASE("the worth of an answer is the mean over people left out, counted one by one") {
  for (int matches = 0; matches <= 10; ++matches) {
    VqaTruth truth{1, "", "", {}};
    for (int i = 0; i < 10; ++i) truth.answers.push_back(i < matches ? "cat" : "dog " + std::to_string(i));
    double sum = 0;
    for (int left_out = 0; left_out < 10; ++left_out) {
      int others = 0;
      for (int i = 0; i < 10; ++i) others += i != left_out && i < matches ? 1 : 0;
      sum += std::min(others / 3.0, 1.0);
    }
    CHECK(vqa_accuracy(truth, "cat") == Approx(sum / 10));
    CHECK(vqa_label_value(matches) == Approx(sum / 10));
  }
}

TEST_CASE("answers to questions that nobody asked are refused") {
  CHECK_THROWS_AS(score_vqa({}, {{1, "yes"}}), Error);
  CHECK_THROWS_AS(score_vqa({{1, "", "", {"yes"}}}, {}), Error);
}
