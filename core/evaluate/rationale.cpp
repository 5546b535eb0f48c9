#include "core/evaluate/rationale.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"
#include "core/evaluate/ranked_labels.h"

namespace rex::evaluate {

namespace {

double f1_of(double precision, double recall) {
  return precision == 0 || recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

PrecisionRecall of_counts(double hits, double predicted, double truths) {
  const double precision = predicted == 0 ? 0 : hits / predicted;
  const double recall = truths == 0 ? 0 : hits / truths;
  return {precision, recall, f1_of(precision, recall)};
}

template <class Element>
double shared(const std::set<Element>& first, const std::set<Element>& second) {
  return static_cast<double>(
      std::count_if(first.begin(), first.end(), [&](const Element& element) { return second.count(element) != 0; }));
}

const std::set<Span>& spans_of(const Rationales& rationales, const DocumentKey& key) {
  static const std::set<Span> none;
  const auto found = rationales.find(key);
  return found == rationales.end() ? none : found->second;
}

std::set<DocumentKey> keys_of(const Rationales& first, const Rationales& second) {
  std::set<DocumentKey> keys;
  for (const Rationales* rationales : {&first, &second}) {
    for (const auto& [key, spans] : *rationales) {
      if (!spans.empty()) keys.insert(key);
    }
  }
  return keys;
}

/// Scores the elements that ELEMENTS makes of a document's spans.
template <class Elements>
RationaleScore score(const Rationales& truth, const Rationales& predicted, const Elements& elements) {
  double hits = 0, all_predicted = 0, all_truths = 0;
  PrecisionRecall sum;
  const std::set<DocumentKey> keys = keys_of(truth, predicted);
  for (const DocumentKey& key : keys) {
    const auto marked = elements(spans_of(truth, key));
    const auto found = elements(spans_of(predicted, key));
    const double both = shared(marked, found);
    hits += both;
    all_predicted += static_cast<double>(found.size());
    all_truths += static_cast<double>(marked.size());
    const PrecisionRecall one = of_counts(both, static_cast<double>(found.size()), static_cast<double>(marked.size()));
    sum.precision += one.precision;
    sum.recall += one.recall;
    sum.f1 += one.f1;
  }
  const double count = std::max(static_cast<double>(keys.size()), 1.0);
  return {of_counts(hits, all_predicted, all_truths), {sum.precision / count, sum.recall / count, sum.f1 / count}};
}

double overlap(const Span& first, const Span& second) {
  const double both = static_cast<double>(std::min(first.end, second.end) - std::max(first.first, second.first));
  if (both <= 0) return 0;
  return both / (static_cast<double>(first.end - first.first + second.end - second.first) - both);
}

double entropy(const ClassScores& scores) {
  double sum = 0, result = 0;
  for (const auto& [name, score] : scores) sum += score;
  for (const auto& [name, score] : scores) {
    if (score > 0) result -= score / sum * std::log(score / sum);
  }
  return result;
}

/// The Kullback-Leibler divergence of CHANGED from WHOLE, natural logarithm.
double divergence(const ClassScores& changed, const ClassScores& whole) {
  double changed_sum = 0, whole_sum = 0, result = 0;
  for (const auto& [name, score] : changed) changed_sum += score;
  for (const auto& [name, score] : whole) whole_sum += score;
  for (const auto& [name, score] : changed) {
    if (score > 0) result += score / changed_sum * std::log(score / changed_sum / (whole.at(name) / whole_sum));
  }
  return result;
}

void check(const ErasureScores& sample, std::size_t index) {
  const auto same_classes = [&](const ClassScores& scores) {
    return scores.size() == sample.whole.size() && std::all_of(scores.begin(), scores.end(), [&](const auto& entry) {
             return sample.whole.count(entry.first) != 0 && std::isfinite(entry.second) && entry.second >= 0;
           });
  };
  const std::string where = "erasure of sample " + std::to_string(index);
  if (sample.whole.count(sample.predicted) == 0) {
    throw Error(where, "has no probability of its class \"" + printable(sample.predicted) + "\"",
                "Check the predictions file.");
  }
  if (same_classes(sample.whole) && same_classes(sample.without_rationale) && same_classes(sample.rationale_only))
    return;
  throw Error(where, "has probabilities of different classes, or some that are no probabilities",
              "Check the predictions file.");
}

}  // namespace

std::set<std::int64_t> words_of(const std::set<Span>& spans) {
  std::set<std::int64_t> words;
  for (const Span& span : spans) {
    for (std::int64_t word = span.first; word < span.end; ++word) words.insert(word);
  }
  return words;
}

RationaleScore score_words(const Rationales& truth, const Rationales& predicted) {
  return score(truth, predicted, words_of);
}

RationaleScore score_spans(const Rationales& truth, const Rationales& predicted) {
  return score(truth, predicted, [](const std::set<Span>& spans) { return spans; });
}

RationaleScore score_overlap(const Rationales& truth, const Rationales& predicted, double threshold) {
  double hits = 0, all_predicted = 0, all_truths = 0;
  std::vector<double> precisions, recalls;
  for (const DocumentKey& key : keys_of(truth, predicted)) {
    const std::set<Span>& marked = spans_of(truth, key);
    const std::set<Span>& found = spans_of(predicted, key);
    const auto hit = static_cast<double>(std::count_if(found.begin(), found.end(), [&](const Span& span) {
      double best = 0;
      for (const Span& true_span : marked) best = std::max(best, overlap(span, true_span));
      return best >= threshold;
    }));
    hits += hit;
    all_predicted += static_cast<double>(found.size());
    all_truths += static_cast<double>(marked.size());
    if (!found.empty()) precisions.push_back(hit / static_cast<double>(found.size()));
    if (!marked.empty()) recalls.push_back(hit / static_cast<double>(marked.size()));
  }
  const double precision = precisions.empty() ? 0 : mean(precisions);
  const double recall = recalls.empty() ? 0 : mean(recalls);
  return {of_counts(hits, all_predicted, all_truths), {precision, recall, f1_of(precision, recall)}};
}

std::set<Span> highest_words(std::span<const double> scores, std::int64_t count) {
  std::set<Span> spans;
  const std::vector<std::int64_t> ranked = order(scores, First::most_relevant);
  for (const std::int64_t word : first_of(ranked, std::min(count, static_cast<std::int64_t>(ranked.size())))) {
    spans.insert({word, word + 1});
  }
  return spans;
}

const std::vector<std::int64_t>& rationale_counts() {
  static const std::vector<std::int64_t> counts{5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80};
  return counts;
}

SoftScore score_soft(std::span<const double> scores, const std::set<Span>& truth) {
  std::vector<std::uint8_t> labels(scores.size(), 0);
  for (const std::int64_t word : words_of(truth)) {
    if (word < 0 || static_cast<std::size_t>(word) >= labels.size()) {
      throw Error("rationale",
                  "marks word " + std::to_string(word) + " of a document with " + std::to_string(labels.size()) +
                      " scored words",
                  "Check that the scores belong to this document.");
    }
    labels[static_cast<std::size_t>(word)] = 1;
  }
  const RankedLabels ranked(scores, labels);
  SoftScore result;
  result.auprc = ranked.precision_recall_area();
  result.roc_auc = ranked.roc_area();
  if (result.roc_auc) result.average_precision = ranked.average_precision();
  return result;
}

SoftScore mean_soft(const std::vector<SoftScore>& documents) {
  std::vector<double> auprc, average_precision, roc_auc;
  for (const SoftScore& document : documents) {
    auprc.push_back(document.auprc);
    if (document.average_precision) average_precision.push_back(*document.average_precision);
    if (document.roc_auc) roc_auc.push_back(*document.roc_auc);
  }
  SoftScore result;
  if (!auprc.empty()) result.auprc = mean(auprc);
  if (!average_precision.empty()) result.average_precision = mean(average_precision);
  if (!roc_auc.empty()) result.roc_auc = mean(roc_auc);
  return result;
}

Erasure score_erasure(const std::vector<ErasureScores>& samples) {
  if (samples.empty()) throw Error("erasure", "there is no sample", "Check the predictions file.");
  Erasure sum;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const ErasureScores& sample = samples[i];
    check(sample, i);
    const double probability = sample.whole.at(sample.predicted), whole_entropy = entropy(sample.whole);
    sum.comprehensiveness += probability - sample.without_rationale.at(sample.predicted);
    sum.sufficiency += probability - sample.rationale_only.at(sample.predicted);
    sum.comprehensiveness_entropy += whole_entropy - entropy(sample.without_rationale);
    sum.sufficiency_entropy += whole_entropy - entropy(sample.rationale_only);
    sum.comprehensiveness_kl += divergence(sample.without_rationale, sample.whole);
    sum.sufficiency_kl += divergence(sample.rationale_only, sample.whole);
  }
  const auto count = static_cast<double>(samples.size());
  return {sum.comprehensiveness / count,   sum.sufficiency / count,          sum.comprehensiveness_entropy / count,
          sum.sufficiency_entropy / count, sum.comprehensiveness_kl / count, sum.sufficiency_kl / count};
}

const std::vector<double>& erasure_fractions() {
  static const std::vector<double> fractions{.01, .05, .1, .2, .5};
  return fractions;
}

std::vector<std::int64_t> erased_words(std::span<const double> scores, double fraction) {
  assert(fraction >= 0 && fraction <= 1);
  const auto count = static_cast<std::int64_t>(std::ceil(fraction * static_cast<double>(scores.size())));
  return first_of(order(scores, First::most_relevant), count);
}

ClassReport report_classes(const std::vector<std::string>& truth, const std::vector<std::string>& predicted,
                           const std::vector<std::string>& classes) {
  assert(truth.size() == predicted.size() && !truth.empty());
  ClassReport report;
  const auto samples = static_cast<double>(truth.size());
  double correct = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) correct += truth[i] == predicted[i] ? 1 : 0;
  report.accuracy = correct / samples;
  for (const std::string& name : classes) {
    double hits = 0, said = 0, support = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      said += predicted[i] == name ? 1 : 0;
      support += truth[i] == name ? 1 : 0;
      hits += predicted[i] == name && truth[i] == name ? 1 : 0;
    }
    const PrecisionRecall score = of_counts(hits, said, support);
    report.classes[name] = {score, support};
    const auto add = [&](ClassReport::Row& row, double weight) {
      row.score.precision += score.precision * weight;
      row.score.recall += score.recall * weight;
      row.score.f1 += score.f1 * weight;
      row.support += support;
    };
    add(report.macro, 1 / static_cast<double>(classes.size()));
    add(report.weighted, support / samples);
  }
  return report;
}

std::vector<double> word_scores(const std::vector<std::string>& words, const std::vector<std::string>& tokens,
                                std::span<const double> scores) {
  assert(tokens.size() == scores.size());
  std::vector<double> result;
  std::string_view rest;  // of the word whose score is result.back()
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string_view piece = tokens[i];
    if (piece == "[CLS]" || piece == "[SEP]" || piece == "[PAD]") continue;
    if (piece.substr(0, 2) == "##") piece.remove_prefix(2);
    if (rest.empty()) {
      rest = result.size() < words.size() ? std::string_view(words[result.size()]) : std::string_view();
      result.push_back(scores[i]);
    }
    if (piece.empty() || rest.substr(0, piece.size()) != piece) {
      throw Error("word piece " + std::to_string(i),
                  "is \"" + printable(tokens[i]) + "\", which does not continue the words",
                  "Lower-case the words as the tokenizer does; texts with unknown words cannot be scored.");
    }
    rest.remove_prefix(piece.size());
    result.back() = std::max(result.back(), scores[i]);
  }
  return result;
}

}  // namespace rex::evaluate
