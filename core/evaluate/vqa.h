// Accuracy of answers to questions about pictures, as the VQA challenge counts it (Antol et al. 2015; vqaEval.py).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rex::evaluate {

/// A question's truth.
struct VqaTruth {
  std::int64_t question = 0;
  std::string question_type;         ///< its first words, such as "what color"
  std::string answer_type;           ///< "yes/no", "number" or "other"
  std::vector<std::string> answers;  ///< of (usually ten) people
};

/// ANSWER as it is compared: punctuation taken out, lower case, number words as digits, no articles, contractions with
/// their apostrophes.
std::string normalised_answer(std::string_view answer);

/// The accuracy 0…1 of ANSWER: for each person left out the matches with the others / 3, at most 1; then their mean.
/// With ten people 1 match gives .3, 2 .6, 3 .9, more 1 (quoted as min(n/3, 1), which is not what is counted). Answers
/// are normalised only where not all people agree. TRUTH must have an answer.
double vqa_accuracy(const VqaTruth& truth, std::string_view answer);

/// What an answer is worth that MATCHES of PEOPLE gave: the soft label of a training set.
double vqa_label_value(std::int64_t matches, std::int64_t people = 10);

/// Percentages, rounded to two decimals as the challenge prints them.
struct VqaScore {
  double overall = 0;
  std::map<std::int64_t, double> questions;
  std::map<std::string, double> answer_types;
  std::map<std::string, double> question_types;
};

/// ANSWERS by question. Throws Error where a question of ANSWERS has no truth, or there is no answer.
VqaScore score_vqa(const std::vector<VqaTruth>& truths, const std::map<std::int64_t, std::string>& answers);

}  // namespace rex::evaluate
