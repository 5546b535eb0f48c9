#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/zoo/scene/random.h"
#include "app/zoo/words/questions.h"

namespace rex::zoo {

/// A question and the scene that it is about.
struct Asked {
  std::int64_t scene;
  Question question;
};

/// The index of ANSWER in answers().
std::int64_t answer_index(const std::string& answer);

/// A question about one of SCENES. The kind is given, not the scene: scenes that allow all kinds are rare.
Asked ask_about(const std::vector<Scene>& scenes, Random& random, QuestionKind kind);

/// COUNT held-out questions about SCENES, as many of each kind: the same ones for every model that is asked about
/// those scenes.
std::vector<Asked> held_out_questions(const std::vector<Scene>& scenes, int count);

/// Which share of ASKED was answered right, by kind ("relation", …) and "overall"; ANSWERED holds whether each was.
std::map<std::string, double> shares_by_kind(const std::vector<Asked>& asked, const std::vector<bool>& answered);

}  // namespace rex::zoo
