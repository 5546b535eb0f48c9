#include <algorithm>

#include "core/base/error.h"
#include "core/evaluate/data/eraser.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace {

/// ERASER's documents with their rationales. An annotation is asked with its first document, as Movie Reviews has one.
class EraserDataSet : public DataSet {
 public:
  EraserDataSet(const DataOptions& options, const ModelDescription& model)
      : set_(read_eraser(options.path, options.split.empty() ? "test" : options.split)) {
    std::vector<std::pair<std::string, std::size_t>> pairs;
    std::set<std::string> classes;
    for (std::size_t i = 0; i < set_.annotations.size(); ++i) {
      pairs.emplace_back(set_.annotations[i].id, i);
      classes.insert(set_.annotations[i].classification);
    }
    for (const std::string& name : classes) labels_[name] = label_of(name, model, options.path.string());
    std::sort(pairs.begin(), pairs.end());
    for (const std::size_t index : spread(pairs.size(), options.most)) {
      ids_.push_back(pairs[index].first);
      places_.push_back(pairs[index].second);
    }
  }

  Sample load(std::size_t index) const override {
    const EraserAnnotation& annotation = set_.annotations[places_.at(index)];
    Sample sample;
    sample.id = annotation.id;
    sample.truth.labels[labels_.at(annotation.classification)] = 1;
    if (annotation.documents.empty()) {
      throw Error("annotation " + annotation.id, "names no document", "Give each annotation its evidence or docids.");
    }
    const std::string& document = annotation.documents.front();
    sample.truth.words = set_.documents.at(document);
    if (const auto found = annotation.evidence.find(document); found != annotation.evidence.end()) {
      sample.truth.rationale = found->second;
    }
    std::string text;
    for (const std::string& word : sample.truth.words) text += (text.empty() ? "" : " ") + word;
    sample.question.texts = {text};
    return sample;
  }

 private:
  /// ERASER writes "POS" and "NEG"; models have labels as "positive" or "LABEL_1".
  static std::string label_of(const std::string& name, const ModelDescription& model, const std::string& where) {
    const auto lower = [](std::string text) {
      for (char& letter : text)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
      return text;
    };
    for (const std::string& label : model.labels) {
      if (lower(label) == lower(name) || lower(label).starts_with(lower(name))) return label;
    }
    const bool generic = model.labels.size() == 2 && lower(model.labels[0]) == "label_0";
    if (generic && (lower(name) == "neg" || lower(name) == "pos")) return model.labels[lower(name) == "pos" ? 1 : 0];
    if (model.labels.empty() && (lower(name) == "neg" || lower(name) == "pos"))
      return lower(name) == "pos" ? "class 1" : "class 0";
    throw Error(where, "has the class \"" + name + "\", which " + model.name + " does not know",
                "Choose a model whose labels are the set's classes.");
  }

  EraserSet set_;
  std::map<std::string, std::string> labels_;  // the model's, by the set's
  std::vector<std::size_t> places_;            // beside ids_
};

}  // namespace

std::unique_ptr<DataSet> open_eraser(const DataOptions& options, const ModelDescription& model) {
  if (!model.reads_text() || model.sees_picture()) {
    throw Error(options.path.string(), "holds texts alone, which is not what " + model.name + " reads",
                "Choose a model that classifies texts (BERT).");
  }
  return std::make_unique<EraserDataSet>(options, model);
}

}  // namespace rex::evaluate
