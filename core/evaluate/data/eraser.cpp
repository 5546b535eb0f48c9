#include "core/evaluate/data/eraser.h"

#include <algorithm>
#include <sstream>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/evaluate/data/json_lists.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_document = 16 << 20;

std::vector<std::string> words_of_text(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

Span span_of(const Record& record) {
  const Span span{record.integer("start_token"), record.integer("end_token")};
  if (span.first < 0 || span.end <= span.first) record.fail("end_token", "does not lie behind \"start_token\"");
  return span;
}

std::string line_name(const fs::path& path, std::int64_t number) {
  return path.string() + ", line " + std::to_string(number);
}

EraserAnnotation eraser_annotation_of(const Record& record) {
  EraserAnnotation annotation;
  annotation.id = record.text("annotation_id");
  annotation.query = record.text_or("query", "");
  annotation.classification = record.text("classification");
  const auto mention = [&](const std::string& document) {
    if (std::find(annotation.documents.begin(), annotation.documents.end(), document) == annotation.documents.end())
      annotation.documents.push_back(document);
  };
  if (record.has("docids")) {
    for (const std::string& document : record.texts("docids")) mention(document);
  }
  if (!record.value("evidences").is_array()) record.fail("evidences", "is not a list");
  for (const nlohmann::json& group : record.value("evidences")) {
    if (!group.is_array()) record.fail("evidences", "is not a list of lists");
    for (const nlohmann::json& one : group) {
      const Record evidence(one, record.where());
      const std::string document = evidence.text("docid");
      mention(document);
      annotation.evidence[document].insert(span_of(evidence));
    }
  }
  if (annotation.documents.empty()) annotation.documents.push_back(annotation.id);  // as the movie reviews are named
  return annotation;
}

/// All of docs.jsonl, or the one file of docs/.
class Documents {
 public:
  explicit Documents(const fs::path& folder) : folder_(folder) {
    const fs::path lines = folder / "docs.jsonl";
    if (!fs::exists(lines)) return;
    read_json_lines(lines, [&](std::int64_t number, const nlohmann::json& line) {
      const Record record(line, line_name(lines, number));
      if (!by_id_.emplace(record.text("docid"), words_of_text(record.text("document"))).second)
        record.fail("docid", "occurs twice");
    });
  }

  std::vector<std::string> words(const std::string& id, const std::string& where) const {
    const auto found = by_id_.find(id);
    if (found != by_id_.end()) return found->second;
    const fs::path name(id);
    const fs::path path = folder_ / "docs" / name;
    const bool inside = std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
    if (!inside || name.is_absolute() || !fs::is_regular_file(path)) {
      throw Error(where,
                  "speaks of the document \"" + printable(id) + "\", which is neither in docs/ nor in docs.jsonl",
                  "Unpack the whole data set into one folder.");
    }
    return words_of_text(read_text_file(path, largest_document));
  }

 private:
  fs::path folder_;
  std::map<std::string, std::vector<std::string>> by_id_;
};

ClassScores scores_of(const Record& record, const std::string& field) {
  ClassScores scores;
  if (!record.has(field)) return scores;
  const Record classes(record.value(field), record.where());
  for (const auto& [name, score] : record.value(field).items()) scores[name] = classes.number(name);
  return scores;
}

EraserPrediction prediction_of(const Record& record) {
  EraserPrediction prediction;
  prediction.id = record.text("annotation_id");
  prediction.classification = record.text_or("classification", "");
  if (!record.value("rationales").is_array()) record.fail("rationales", "is not a list");
  for (const nlohmann::json& one : record.value("rationales")) {
    const Record rationale(one, record.where());
    const std::string document = rationale.text("docid");
    std::set<Span>& spans = prediction.hard[document];
    if (rationale.has("hard_rationale_predictions")) {
      for (const nlohmann::json& span : rationale.value("hard_rationale_predictions"))
        spans.insert(span_of(Record(span, record.where())));
    }
    if (rationale.has("soft_rationale_predictions"))
      prediction.soft[document] = rationale.numbers("soft_rationale_predictions");
  }
  const ClassScores whole = scores_of(record, "classification_scores");
  const auto erasure = [&](const Record& from) {
    return ErasureScores{prediction.classification, whole, scores_of(from, "comprehensiveness_classification_scores"),
                         scores_of(from, "sufficiency_classification_scores")};
  };
  prediction.erasure = erasure(record);
  if (record.has("thresholded_scores")) {
    for (const nlohmann::json& one : record.value("thresholded_scores")) {
      const Record scores(one, record.where());
      prediction.erasure_by_fraction[scores.number("threshold")] = erasure(scores);
    }
  }
  return prediction;
}

}  // namespace

Rationales EraserSet::rationales() const {
  Rationales result;
  for (const EraserAnnotation& annotation : annotations) {
    for (const auto& [document, spans] : annotation.evidence) result[{annotation.id, document}] = spans;
  }
  return result;
}

EraserSet read_eraser(const fs::path& folder, const std::string& split) {
  const fs::path path = folder / (split + ".jsonl");
  const Documents documents(folder);
  EraserSet set;
  std::set<std::string> ids;
  read_json_lines(path, [&](std::int64_t number, const nlohmann::json& line) {
    const Record record(line, line_name(path, number));
    EraserAnnotation annotation = eraser_annotation_of(record);
    if (!ids.insert(annotation.id).second) record.fail("annotation_id", "occurs twice");
    for (const std::string& document : annotation.documents) {
      std::vector<std::string>& words = set.documents[document];
      if (words.empty()) words = documents.words(document, record.where());
      if (words.empty()) record.fail("docid", "names an empty document");
      const auto evidence = annotation.evidence.find(document);
      if (evidence == annotation.evidence.end()) continue;
      for (const Span& span : evidence->second) {
        if (span.end > static_cast<std::int64_t>(words.size()))
          record.fail("end_token", "lies behind the document's end");
      }
    }
    set.annotations.push_back(std::move(annotation));
  });
  return set;
}

std::vector<EraserPrediction> read_eraser_predictions(const fs::path& path) {
  std::vector<EraserPrediction> predictions;
  read_json_lines(path, [&](std::int64_t number, const nlohmann::json& line) {
    predictions.push_back(prediction_of({line, line_name(path, number)}));
  });
  return predictions;
}

}  // namespace rex::evaluate
