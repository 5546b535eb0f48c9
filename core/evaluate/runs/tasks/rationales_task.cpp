// Words that a map marks, against the words that people marked [CVPR21; ERASER].
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/protocols/plain_scores.h"
#include "core/evaluate/protocols/removal_plan.h"
#include "core/evaluate/rationale.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"
#include "core/text/tokenizer.h"

namespace rex::evaluate {
namespace {

std::int64_t code_points_in(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

/// The tokens of each of WORDS, which a blank separates in the text; words behind the cut have none.
std::vector<std::vector<std::int64_t>> tokens_of_words(const std::vector<std::string>& words,
                                                       const TokenizedText& text) {
  std::vector<std::vector<std::int64_t>> tokens(words.size());
  std::size_t word = 0;
  std::int64_t end = words.empty() ? 0 : code_points_in(words[0]);
  for (std::size_t token = 0; token < text.tokens.size(); ++token) {
    const Token& one = text.tokens[token];
    if (one.special || one.end <= one.begin) continue;
    while (word + 1 < words.size() && one.begin >= end) end += 1 + code_points_in(words[++word]);
    tokens[word].push_back(static_cast<std::int64_t>(token));
  }
  return tokens;
}

constexpr std::int64_t tested_count = 20;  // words: the numbers beside it say nearly the same

nlohmann::json json_of(const PrecisionRecall& score) { return {score.precision, score.recall, score.f1}; }

class RationalesTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    std::vector<Metric> all{{"auprc", "AUPRC", higher},
                            {"average_precision", "average precision", higher},
                            {"roc_auc", "ROC AUC", higher},
                            {"comprehensiveness", "comprehensiveness (AOPC)", higher},
                            {"sufficiency", "sufficiency (AOPC)", lower},
                            {"f1_marked", "token F1, as many words as are marked", higher}};
    for (const std::int64_t count : rationale_counts()) {
      all.push_back({"f1_" + std::to_string(count), "token F1, " + std::to_string(count) + " words", higher,
                     count == tested_count});
    }
    return all;
  }

  void check(const ModelDescription& model, const DataSet& set) const override {
    if (set.kind() != "eraser") {
      throw Error(set.kind(), "marks no words as rationales", "Give a data set in ERASER's layout.");
    }
    if (!model.reads_text() || model.sees_picture()) {
      throw Error(model.name, "does not classify texts", "Choose a text classifier (BERT).");
    }
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet&) override {
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    const auto answered = inquiry.ask(inquiry.prepare(sample.question), common_needs(needed));
    const Model& model = *inquiry.open_model().model;
    nlohmann::json row = {{"facts", answer_facts(*answered, sample.truth)}, {"explained", nlohmann::json::object()}};
    const std::vector<std::vector<std::int64_t>> tokens =
        tokens_of_words(sample.truth.words, answered->input.texts.at(0));
    std::size_t read = tokens.size();  // words before the cut
    while (read > 0 && tokens[read - 1].empty()) --read;
    row["facts"]["words_read"] = read;
    row["facts"]["words"] = tokens.size();
    const Target followed = answered->predictions.front().target;
    for (const auto& [name, target] : explained_targets(*answered, sample.truth, options_.explain_label)) {
      Explanation first;
      const std::vector<SampleMap> maps = sample_maps(inquiry, target, options_.methods, options_.random_maps,
                                                      sample_seed(options_.seed, sample.id), first);
      const InputRemoval removal(model, answered->input.tensors, first.domains, {}, Replacement::black);
      const PlainScores plain(model);
      RemovalPlan plan(removal, plain);
      std::map<std::string, Planned> planned;
      for (const SampleMap& map : maps) {
        if (map.text) planned[map.method] = planned_of(plan, word_scores_of(*map.text, tokens, read), tokens);
      }
      const std::size_t clean = plan.add(Part::words, {});
      plan.run();
      const double whole = plan.probability(clean, followed);
      nlohmann::json& methods = row["explained"][name];
      for (const auto& [method, one] : planned) methods[method] = numbers_of(sample, one, plan, followed, whole);
    }
    return row;
  }

  /// Micro F1 of each number of words, over all documents.
  nlohmann::json totals(const RowIndex& rows) const override {
    std::map<std::string, std::map<std::string, std::map<std::string, std::array<double, 3>>>> sums;
    rows.for_each([&](const nlohmann::json& row, const std::string&) {
      if (!row.contains("explained")) return;
      for (const auto& [target, methods] : row["explained"].items()) {
        for (const auto& [method, numbers] : methods.items()) {
          for (const auto& [metric, value] : numbers.items()) {
            if (!metric.starts_with("counts_")) continue;
            auto& sum = sums[target][method][metric.substr(7)];
            for (std::size_t i = 0; i < 3; ++i) sum[i] += value.at(i).get<double>();
          }
        }
      }
    });
    nlohmann::json totals = nlohmann::json::object();
    for (const auto& [target, methods] : sums) {
      for (const auto& [method, counts] : methods) {
        for (const auto& [count, sum] : counts) {
          const double precision = sum[1] > 0 ? sum[0] / sum[1] : 0, recall = sum[2] > 0 ? sum[0] / sum[2] : 0;
          totals[target][method]["micro_f1_" + count] =
              precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        }
      }
    }
    return totals;
  }

 private:
  struct Planned {
    std::vector<double> scores;               // by word that was read
    std::vector<std::size_t> without, alone;  // by fraction
  };

  /// The highest of each word's pieces, negative relevance clamped to 0.
  static std::vector<double> word_scores_of(const std::vector<double>& relevance,
                                            const std::vector<std::vector<std::int64_t>>& tokens, std::size_t read) {
    std::vector<double> scores(read, 0);
    for (std::size_t word = 0; word < read; ++word) {
      for (const std::int64_t token : tokens[word]) {
        if (static_cast<std::size_t>(token) < relevance.size()) {
          scores[word] = std::max(scores[word], relevance[static_cast<std::size_t>(token)]);
        }
      }
    }
    return scores;
  }

  static Planned planned_of(RemovalPlan& plan, std::vector<double> scores,
                            const std::vector<std::vector<std::int64_t>>& tokens) {
    Planned planned;
    planned.scores = std::move(scores);
    for (const double fraction : erasure_fractions()) {
      std::vector<bool> chosen(planned.scores.size(), false);
      for (const std::int64_t word : erased_words(planned.scores, fraction))
        chosen[static_cast<std::size_t>(word)] = true;
      std::vector<std::int64_t> marked, others;
      for (std::size_t word = 0; word < planned.scores.size(); ++word) {
        auto& side = chosen[word] ? marked : others;
        side.insert(side.end(), tokens[word].begin(), tokens[word].end());
      }
      planned.without.push_back(plan.add(Part::words, std::move(marked)));
      planned.alone.push_back(plan.add(Part::words, std::move(others)));
    }
    return planned;
  }

  static nlohmann::json numbers_of(const Sample& sample, const Planned& planned, const RemovalPlan& plan,
                                   const Target& followed, double whole) {
    nlohmann::json numbers;
    const DocumentKey key{sample.id, sample.id};
    const Rationales truth{{key, sample.truth.rationale}};
    const std::set<std::int64_t> marked = words_of(sample.truth.rationale);
    for (const std::int64_t count : rationale_counts()) {
      const std::set<Span> highest = highest_words(planned.scores, count);
      const std::string number = std::to_string(count);
      const PrecisionRecall score = score_words(truth, {{key, highest}}).micro;
      numbers["f1_" + number] = score.f1;
      numbers["prf_" + number] = json_of(score);
      const std::set<std::int64_t> ours = words_of(highest);
      const auto both =
          std::count_if(ours.begin(), ours.end(), [&](std::int64_t word) { return marked.count(word) != 0; });
      numbers["counts_" + number] = {both, ours.size(), marked.size()};
    }
    const std::set<Span> as_many = highest_words(planned.scores, static_cast<std::int64_t>(marked.size()));
    numbers["f1_marked"] = score_words(truth, {{key, as_many}}).micro.f1;
    std::vector<double> scores = planned.scores;
    scores.resize(sample.truth.words.size(), 0);  // words behind the cut are never chosen first
    const SoftScore soft = score_soft(scores, sample.truth.rationale);
    numbers["auprc"] = soft.auprc;
    if (soft.average_precision) numbers["average_precision"] = *soft.average_precision;
    if (soft.roc_auc) numbers["roc_auc"] = *soft.roc_auc;
    double comprehensiveness = 0, sufficiency = 0;
    for (std::size_t i = 0; i < planned.without.size(); ++i) {
      comprehensiveness += whole - plan.probability(planned.without[i], followed);
      sufficiency += whole - plan.probability(planned.alone[i], followed);
    }
    numbers["comprehensiveness"] = comprehensiveness / static_cast<double>(planned.without.size());
    numbers["sufficiency"] = sufficiency / static_cast<double>(planned.without.size());
    return numbers;
  }
};

}  // namespace

std::unique_ptr<Task> rationales_task(TaskOptions options) {
  return std::make_unique<RationalesTask>(std::move(options));
}

}  // namespace rex::evaluate
