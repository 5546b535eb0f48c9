#include "core/evaluate/vqa.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/base/error.h"
#include "core/evaluate/curve.h"
#include "core/text/unicode.h"

namespace rex::evaluate {

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Each mark goes where it stands beside a space anywhere, or where the answer has a number with a comma; else it
/// becomes a space.
std::string without_punctuation(const std::string& answer) {
  bool comma_in_number = false;
  for (std::size_t i = 1; i + 1 < answer.size(); ++i) {
    comma_in_number = comma_in_number || (answer[i] == ',' && is_digit(answer[i - 1]) && is_digit(answer[i + 1]));
  }
  std::string text = answer;
  for (const char mark : std::string_view(";/[]\"{}()=+\\_-><@`,?!")) {
    const bool beside_space = answer.find(std::string{mark, ' '}) != std::string::npos ||
                              answer.find(std::string{' ', mark}) != std::string::npos;
    if (beside_space || comma_in_number) {
      text.erase(std::remove(text.begin(), text.end(), mark), text.end());
    } else {
      std::replace(text.begin(), text.end(), mark, ' ');
    }
  }
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_digit = i + 1 < text.size() && is_digit(text[i + 1]);
    if (text[i] != '.' || before_digit) result += text[i];
  }
  return result;
}

/// Contractions as people type them without (one of) their apostrophes, and as they should be.
const std::map<std::string, std::string>& contractions() {
  static const std::map<std::string, std::string> table = [] {
    std::istringstream sound(
        "ain't aren't can't could've couldn't couldn't've didn't doesn't don't hadn't hadn't've hasn't haven't he'd "
        "he'd've he's how'd how'll how's isn't it'd it'd've it'll ma'am mightn't mightn't've might've mustn't must've "
        "needn't not've o'clock oughtn't 'ow's'at shan't she'd've should've shouldn't shouldn't've somebody'd've "
        "somebody'll somebody's someone'd someone'd've someone'll someone's something'd something'd've something'll "
        "that's there'd there'd've there're there's they'd they'd've they'll they're they've 'twas wasn't we'd've "
        "we've "
        "weren't what'll what're what's what've when's where'd where's where've who'd who'd've who'll who's who've "
        "why'll why're why's won't would've wouldn't wouldn't've y'all y'all'll y'all'd've you'd you'd've you'll "
        "you're "
        "you've");
    std::map<std::string, std::string> words;
    for (std::string word; sound >> word;) {
      for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] == '\'') words[word.substr(0, i) + word.substr(i + 1)] = word;
      }
    }
    words["somebody'd"] = "somebodyd";  // the challenge has this one the wrong way round
    return words;
  }();
  return table;
}

const std::map<std::string, std::string>& number_words() {
  static const std::map<std::string, std::string> table{{"none", "0"},  {"zero", "0"},  {"one", "1"},  {"two", "2"},
                                                        {"three", "3"}, {"four", "4"},  {"five", "5"}, {"six", "6"},
                                                        {"seven", "7"}, {"eight", "8"}, {"nine", "9"}, {"ten", "10"}};
  return table;
}

std::string replaced(const std::map<std::string, std::string>& table, const std::string& word) {
  const auto found = table.find(word);
  return found == table.end() ? word : found->second;
}

/// Line ends and tabs as spaces, none at the ends: what happens to every answer.
std::string trimmed(std::string_view answer) {
  std::string text(answer);
  for (char& byte : text) {
    if (byte == '\n' || byte == '\t') byte = ' ';
  }
  constexpr const char* spaces = " \r\f\v";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) + 1 - begin);
}

/// As printf rounds, which is how Python rounds: half to even of the exact number.
double two_decimals(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return std::strtod(text.data(), nullptr);
}

double percentage(const std::vector<double>& accuracies) { return two_decimals(100 * mean(accuracies)); }

}  // namespace

std::string normalised_answer(std::string_view answer) {
  text::Characters characters = text::decode(without_punctuation(trimmed(answer)));
  text::to_lower(characters);
  std::istringstream words(text::to_utf8(characters));
  std::string result;
  for (std::string word; words >> word;) {
    word = replaced(number_words(), word);
    if (word == "a" || word == "an" || word == "the") continue;
    result += (result.empty() ? "" : " ") + replaced(contractions(), word);
  }
  return result;
}

double vqa_label_value(std::int64_t matches, std::int64_t people) {
  assert(matches >= 0 && matches <= people && people > 0);
  // Whoever gave the answer has one match fewer among the others.
  const auto worth = [](std::int64_t others) { return std::min(static_cast<double>(others) / 3, 1.0); };
  double sum = 0;
  for (std::int64_t person = 0; person < people; ++person) sum += worth(person < matches ? matches - 1 : matches);
  return sum / static_cast<double>(people);
}

double vqa_accuracy(const VqaTruth& truth, std::string_view answer) {
  assert(!truth.answers.empty());
  std::vector<std::string> answers;
  for (const std::string& one : truth.answers) answers.push_back(trimmed(one));
  std::string given = trimmed(answer);
  const bool all_agree =
      std::all_of(answers.begin(), answers.end(), [&](const auto& one) { return one == answers[0]; });
  if (!all_agree) {
    for (std::string& one : answers) one = normalised_answer(one);
    given = normalised_answer(given);
  }
  return vqa_label_value(std::count(answers.begin(), answers.end(), given), static_cast<std::int64_t>(answers.size()));
}

VqaScore score_vqa(const std::vector<VqaTruth>& truths, const std::map<std::int64_t, std::string>& answers) {
  std::map<std::int64_t, const VqaTruth*> by_question;
  for (const VqaTruth& truth : truths) by_question[truth.question] = &truth;
  VqaScore score;
  std::vector<double> all;
  std::map<std::string, std::vector<double>> by_answer_type, by_question_type;
  for (const auto& [question, answer] : answers) {
    const auto found = by_question.find(question);
    if (found == by_question.end() || found->second->answers.empty()) {
      throw Error("question " + std::to_string(question), "has an answer but no annotation",
                  "Give the annotations of the same split.");
    }
    const VqaTruth& truth = *found->second;
    const double accuracy = vqa_accuracy(truth, answer);
    score.questions[question] = two_decimals(100 * accuracy);
    all.push_back(accuracy);
    by_answer_type[truth.answer_type].push_back(accuracy);
    by_question_type[truth.question_type].push_back(accuracy);
  }
  if (all.empty()) throw Error("VQA", "there is no answer to score", "Check the answers file.");
  score.overall = percentage(all);
  for (const auto& [type, accuracies] : by_answer_type) score.answer_types[type] = percentage(accuracies);
  for (const auto& [type, accuracies] : by_question_type) score.question_types[type] = percentage(accuracies);
  return score;
}

}  // namespace rex::evaluate
