#include "app/zoo/train/asked_questions.h"

#include <algorithm>
#include <optional>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

std::int64_t answer_index(const std::string& answer) {
  const std::vector<std::string>& all = answers();
  return std::find(all.begin(), all.end(), answer) - all.begin();
}

Asked ask_about(const std::vector<Scene>& scenes, Random& random, QuestionKind kind) {
  for (;;) {
    const int scene = random.below(static_cast<int>(scenes.size()));
    if (auto question = ask(scenes[static_cast<std::size_t>(scene)], random, kind)) return {scene, *question};
  }
}

std::vector<Asked> held_out_questions(const std::vector<Scene>& scenes, int count) {
  std::vector<Asked> asked;
  const auto kinds = static_cast<int>(all_question_kinds().size());
  for (int kind = 0; kind < kinds; ++kind) {
    Random random(held_out_seed + static_cast<std::uint64_t>(kind));
    for (int i = 0; i < count / kinds; ++i) {
      asked.push_back(ask_about(scenes, random, all_question_kinds()[static_cast<std::size_t>(kind)]));
    }
  }
  return asked;
}

std::map<std::string, double> shares_by_kind(const std::vector<Asked>& asked, const std::vector<bool>& answered) {
  std::map<std::string, double> right, total;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    for (const std::string& group : {name(asked[i].question.kind), std::string("overall")}) {
      right[group] += answered[i];
      ++total[group];
    }
  }
  for (auto& [group, share] : right) share /= total[group];
  return right;
}

}  // namespace rex::zoo
