#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/zoo/scene/relations.h"

namespace rex::zoo {

enum class QuestionKind { relation, existence, count, colour };

const std::vector<QuestionKind>& all_question_kinds();
std::string name(QuestionKind kind);

struct Question {
  QuestionKind kind;
  std::string text;    // "What is left of the dog?"
  std::string answer;  // one of answers()
  /// The scene's objects that the answer rests on, the answer's own first; none for "no", "0".
  std::vector<int> evidence;
};

/// A question of that kind with exactly one right answer, or nothing where the scene has none. Yes and no are equally
/// frequent; counts are spread.
std::optional<Question> ask(const Scene& scene, Random& random, QuestionKind kind);

/// Up to COUNT different questions, the kinds taking turns.
std::vector<Question> ask_several(const Scene& scene, Random& random, int count);

/// Every answer there is: classes, colours, yes, no, 0…6. The order is part of the demo models' labels: append only.
const std::vector<std::string>& answers();

/// Every word that a question can hold, lower case, sorted.
std::vector<std::string> question_words();

}  // namespace rex::zoo
