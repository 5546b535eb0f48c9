#include "app/zoo/words/questions.h"

#include <map>
#include <set>

#include "tests/support/catch.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;
using namespace rex::test;

namespace {

std::set<std::string> as_set(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

}  // namespace

TEST_CASE("every question has the answer that a reader of the boxes gives", "[zoo]") {
  const std::set<std::string> known_answers = as_set(answers()), known_words = as_set(question_words());
  std::map<QuestionKind, int> asked;
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    const Scene scene = random_truth(random);
    const std::vector<Thing> things = things_of(scene);
    for (const QuestionKind kind : all_question_kinds()) {
      const auto question = ask(scene, random, kind);
      if (!question) continue;
      INFO("seed " << seed << ": " << question->text);
      ++asked[kind];
      CHECK(question->kind == kind);
      CHECK(judged_answer(question->text, things) == question->answer);
      CHECK(known_answers.count(question->answer) == 1);
      for (const std::string& word : words_of(question->text)) CHECK(known_words.count(word) == 1);
      for (const int index : question->evidence) REQUIRE((index >= 0 && index < static_cast<int>(things.size())));
      if (kind == QuestionKind::relation) {
        REQUIRE(question->evidence.size() == 2);
        CHECK(things[static_cast<size_t>(question->evidence[0])].name == question->answer);
      }
      if (kind == QuestionKind::count) CHECK(std::to_string(question->evidence.size()) == question->answer);
      if (kind == QuestionKind::existence) CHECK(question->evidence.empty() == (question->answer == "no"));
    }
  }
  for (const QuestionKind kind : all_question_kinds()) CHECK(asked[kind] > 500);
}

TEST_CASE("answers are balanced: yes and no alike, counts spread", "[zoo]") {
  std::map<std::string, int> existence, count;
  constexpr int scenes = 4000;
  for (uint64_t seed = 0; seed < scenes; ++seed) {
    Random random(seed);
    const Scene scene = random_truth(random);
    ++existence[ask(scene, random, QuestionKind::existence)->answer];
    ++count[ask(scene, random, QuestionKind::count)->answer];
  }
  CHECK(existence["yes"] > 0.46 * scenes);
  CHECK(existence["no"] > 0.46 * scenes);
  for (const auto& [answer, times] : count) {
    INFO(answer);
    CHECK(times < 0.45 * scenes);
  }
  CHECK(count.size() == 7);
}

TEST_CASE("a relation with a doubt is not asked", "[zoo]") {
  Scene scene;
  scene.size = {100, 100};
  const auto put = [&](int object_class, cv::Rect box) {
    SceneObject object;
    object.object_class = object_class;
    object.box = box;
    scene.objects.push_back(object);
  };
  put(0, {40, 40, 20, 20});
  put(1, {36, 38, 20, 20});  // nearly at the same place
  Random random(1);
  CHECK_FALSE(ask(scene, random, QuestionKind::relation));
  scene.objects[1].box = {5, 42, 20, 20};
  CHECK(ask(scene, random, QuestionKind::relation));
  put(2, {10, 5, 20, 20});  // now two lie to the left, but only one above
  for (int i = 0; i < 50; ++i) {
    const auto question = ask(scene, random, QuestionKind::relation);
    if (question) CHECK(question->text.find("left of the cat") == std::string::npos);
  }
}

TEST_CASE("several questions differ", "[zoo]") {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    const Scene scene = random_truth(random);
    std::set<std::string> texts;
    const std::vector<Question> questions = ask_several(scene, random, 6);
    for (const Question& question : questions) texts.insert(question.text);
    CHECK(texts.size() == questions.size());
  }
}
