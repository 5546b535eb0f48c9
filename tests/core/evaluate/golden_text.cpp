#include <algorithm>
#include <cmath>

#include "core/evaluate/curve.h"
#include "core/evaluate/data/eraser.h"
#include "core/evaluate/data/vqa_file.h"
#include "core/evaluate/rationale.h"
#include "core/evaluate/vqa.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"

namespace rex::test {
using namespace evaluate;
using nlohmann::json;

namespace {

using Numbers = std::vector<double>;

json json_of_score(const PrecisionRecall& score) {
  return {{"p", score.precision}, {"r", score.recall}, {"f1", score.f1}};
}

json json_of_instances(const RationaleScore& score) {
  return {{"instance_micro", json_of_score(score.micro)}, {"instance_macro", json_of_score(score.macro)}};
}

json json_of_overlaps(const json& thresholds, const Rationales& truth, const Rationales& predicted) {
  json list;
  for (const json& entry : thresholds) {
    const auto threshold = entry["threshold"].get<double>();
    const RationaleScore score = score_overlap(truth, predicted, threshold);
    list.push_back(
        {{"threshold", threshold}, {"micro", json_of_score(score.micro)}, {"macro", json_of_score(score.macro)}});
  }
  return list;
}

json json_of_soft(const SoftScore& score, const char* roc_name) {
  return {{"auprc", score.auprc},
          {"average_precision", json_of(score.average_precision)},
          {roc_name, json_of(score.roc_auc)}};
}

void check_highest(GoldenFile& file, const EraserSet& set, const std::map<std::string, Numbers>& word_scores) {
  const Rationales truth = set.rationales();
  for (const auto& [count, content] : file.look("/topk").items()) {
    Rationales predicted;
    for (const auto& [key, spans] : truth) predicted[key] = highest_words(word_scores.at(key.second), std::stol(count));
    file.check("/topk/" + count, {{"iou_scores", json_of_overlaps(content["iou_scores"], truth, predicted)},
                                  {"rationale_prf", json_of_instances(score_spans(truth, predicted))},
                                  {"token_prf", json_of_instances(score_words(truth, predicted))}});
  }
}

json json_of_erasure(const Erasure& erasure) {
  return {{"comprehensiveness", erasure.comprehensiveness},
          {"sufficiency", erasure.sufficiency},
          {"comprehensiveness_entropy", erasure.comprehensiveness_entropy},
          {"comprehensiveness_kl", erasure.comprehensiveness_kl},
          {"sufficiency_entropy", erasure.sufficiency_entropy},
          {"sufficiency_kl", erasure.sufficiency_kl}};
}

json json_of_row(const ClassReport::Row& row) {
  return {{"precision", row.score.precision},
          {"recall", row.score.recall},
          {"f1-score", row.score.f1},
          {"support", row.support}};
}

void check_classification(GoldenFile& file, const EraserSet& set, const std::vector<EraserPrediction>& predictions) {
  std::vector<std::string> truth, predicted;
  std::vector<ErasureScores> erasure;
  std::map<double, std::vector<ErasureScores>> by_fraction;
  for (const EraserPrediction& prediction : predictions) {
    const auto annotation = std::find_if(set.annotations.begin(), set.annotations.end(),
                                         [&](const EraserAnnotation& one) { return one.id == prediction.id; });
    REQUIRE(annotation != set.annotations.end());
    truth.push_back(annotation->classification);
    predicted.push_back(prediction.classification);
    erasure.push_back(prediction.erasure);
    for (const auto& [fraction, scores] : prediction.erasure_by_fraction) by_fraction[fraction].push_back(scores);
  }
  const ClassReport report = report_classes(truth, predicted, {"POS", "NEG"});
  const std::string pointer = "/predictions/classification_scores";
  file.check(pointer, {{"accuracy", report.accuracy},
                       {"prf",
                        {{"POS", json_of_row(report.classes.at("POS"))},
                         {"NEG", json_of_row(report.classes.at("NEG"))},
                         {"accuracy", report.accuracy},
                         {"macro avg", json_of_row(report.macro)},
                         {"weighted avg", json_of_row(report.weighted)}}}});
  file.check(pointer, json_of_erasure(score_erasure(erasure)));
  CHECK(file.input(pointer + "/aopc_thresholds").get<Numbers>() == erasure_fractions());
  Numbers comprehensiveness, sufficiency;
  for (const auto& [fraction, scores] : by_fraction) {
    comprehensiveness.push_back(score_erasure(scores).comprehensiveness);
    sufficiency.push_back(score_erasure(scores).sufficiency);
  }
  file.check(pointer, {{"comprehensiveness_aopc", mean(comprehensiveness)},
                       {"comprehensiveness_aopc_points", comprehensiveness},
                       {"sufficiency_aopc", mean(sufficiency)},
                       {"sufficiency_aopc_points", sufficiency}});
}

void check_predictions(GoldenFile& file, const EraserSet& set, const std::vector<EraserPrediction>& predictions) {
  const Rationales truth = set.rationales();
  Rationales predicted;
  std::vector<SoftScore> documents;
  json per_document, tied;
  for (const EraserPrediction& prediction : predictions) {
    for (const auto& [document, spans] : prediction.hard) predicted[{prediction.id, document}] = spans;
    for (const auto& [document, scores] : prediction.soft) {
      const std::set<Span>& marked = truth.at({prediction.id, document});
      documents.push_back(score_soft(scores, marked));
      json entry = json_of_soft(documents.back(), "roc_auc");
      Numbers rounded;
      for (const double score : scores) rounded.push_back(std::nearbyint(score * 10) / 10);
      json tied_entry = json_of_soft(score_soft(rounded, marked), "roc_auc");
      tied_entry["docid"] = document;
      tied.push_back(tied_entry);
      entry["annotation_id"] = prediction.id;
      entry["docid"] = document;
      per_document.push_back(entry);
    }
  }
  file.check("/predictions", {{"iou_scores", json_of_overlaps(file.look("/predictions/iou_scores"), truth, predicted)},
                              {"rationale_prf", json_of_instances(score_spans(truth, predicted))},
                              {"token_prf", json_of_instances(score_words(truth, predicted))},
                              {"token_soft_metrics", json_of_soft(mean_soft(documents), "roc_auc_score")},
                              {"token_soft_per_document", per_document}});
  file.check("/predictions/token_soft_tied_to_one_decimal", tied);
  check_classification(file, set, predictions);
}

}  // namespace

void check_rationales(const std::filesystem::path& folder) {
  GoldenFile file(folder, "eraser/expected.json");
  const EraserSet set = read_eraser(folder / "eraser", "test");
  for (const auto& [key, spans] : set.rationales()) file.check("/truth/" + key.second, words_of(spans));
  GoldenFile scores(folder, "eraser/word_scores.json");
  const auto word_scores_by_document = scores.input("").get<std::map<std::string, Numbers>>();
  check_highest(file, set, word_scores_by_document);
  check_predictions(file, set, read_eraser_predictions(folder / "eraser/predictions.jsonl"));

  for (std::size_t i = 0; i < file.look("/erasure").size(); ++i) {
    const std::string pointer = "/erasure/" + std::to_string(i);
    const auto document = file.input(pointer + "/docid").get<std::string>();
    file.check(pointer + "/tokens", set.documents.at(document).size());
    for (const auto& [fraction, words] : file.look(pointer + "/removed").items()) {
      file.check(pointer + "/removed/" + fraction,
                 erased_words(word_scores_by_document.at(document), std::stod(fraction)));
    }
  }
  for (std::size_t i = 0; i < file.look("/word_pieces").size(); ++i) {
    const std::string pointer = "/word_pieces/" + std::to_string(i);
    file.check(pointer + "/result", word_scores(file.input(pointer + "/words").get<std::vector<std::string>>(),
                                                file.input(pointer + "/tokens").get<std::vector<std::string>>(),
                                                file.input(pointer + "/scores").get<Numbers>()));
    file.input(pointer + "/note");
  }
}

void check_vqa(const std::filesystem::path& folder) {
  GoldenFile file(folder, "vqa.json");
  file.input("/annotations");
  file.input("/predictions");
  const VqaScore score =
      score_vqa(read_vqa_annotations(folder / "vqa.json"), read_vqa_answers(folder / "vqa.json", "predictions"));
  json questions;
  for (const auto& [question, accuracy] : score.questions) questions[std::to_string(question)] = accuracy;
  file.check("", {{"per_question", questions},
                  {"overall", score.overall},
                  {"per_answer_type", score.answer_types},
                  {"per_question_type", score.question_types}});
  for (std::size_t i = 0; i < file.look("/normalisation").size(); ++i) {
    const std::string pointer = "/normalisation/" + std::to_string(i);
    file.check(pointer + "/out", normalised_answer(file.input(pointer + "/in").get<std::string>()));
  }
  for (const auto& [count, value] : file.look("/label_value_by_count").items())
    file.check("/label_value_by_count/" + count, vqa_label_value(std::stol(count)));
}

}  // namespace rex::test
