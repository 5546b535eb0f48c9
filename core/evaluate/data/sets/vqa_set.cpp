#include <algorithm>
#include <cstdio>

#include "core/base/error.h"
#include "core/base/whole_number.h"
#include "core/evaluate/data/sets/sets.h"
#include "core/evaluate/data/vqa_file.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

/// The only file of FOLDER whose name ends in ENDING and holds SPLIT.
fs::path only_file(const fs::path& folder, const std::string& split, const std::string& ending) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending) && name.find(split) != std::string::npos) found.push_back(entry.path());
  }
  if (found.size() == 1) return found.front();
  throw Error(folder.string(),
              "has " + std::to_string(found.size()) + " files *" + split + "*" + ending + " in place of one",
              "Say --split, as val2014.");
}

/// VQA v2: a folder with the files of questions and annotations; or LXMERT's valid.json.
class VqaDataSet : public DataSet {
 public:
  explicit VqaDataSet(const DataOptions& options) : options_(options) {
    if (fs::is_directory(options.path)) {
      const std::string split = options.split.empty() ? "val2014" : options.split;
      samples_ = read_vqa_questions(only_file(options.path, split, "_questions.json"));
      for (VqaTruth& truth : read_vqa_annotations(only_file(options.path, split, "_annotations.json"))) {
        truths_.emplace(truth.question, std::move(truth));
      }
      prefix_ = "COCO_" + split + "_";
    } else {
      samples_ = read_lxmert_questions(options.path);
    }
    std::vector<std::pair<std::string, std::size_t>> pairs;
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      char id[24];
      std::snprintf(id, sizeof id, "%012lld", static_cast<long long>(samples_[i].question));
      pairs.emplace_back(id, i);
      if (!truths_.empty() && truths_.count(samples_[i].question) == 0) {
        throw Error(options.path.string(), "has no annotation of question " + std::to_string(samples_[i].question),
                    "Take the files of one split.");
      }
    }
    std::sort(pairs.begin(), pairs.end());
    for (const std::size_t index : spread(pairs.size(), options.most)) {
      ids_.push_back(pairs[index].first);
      places_.push_back(pairs[index].second);
    }
  }

  Sample load(std::size_t index) const override {
    const VqaSample& asked = samples_[places_.at(index)];
    const auto number = whole_number(asked.image);
    const std::string picture = number ? coco_file_name(prefix_, *number) : asked.image + ".jpg";
    Sample sample;
    sample.id = ids_.at(index);
    sample.question.texts = {asked.text};
    if (!options_.regions.empty()) sample.question.regions_file = regions_of(options_.regions, picture);
    const fs::path file = (options_.pictures.empty() ? options_.path / "pictures" : options_.pictures) / picture;
    if (fs::exists(file) || options_.regions.empty()) {
      sample.question.picture_file = file;
      sample.question.picture = picture_of(file);
    }
    sample.truth.labels = asked.labels;
    if (const auto truth = truths_.find(asked.question); truth != truths_.end()) {
      for (const std::string& answer : truth->second.answers) {
        const std::string plain = normalised_answer(answer);
        sample.truth.labels[plain] = vqa_accuracy(truth->second, plain);
      }
    }
    return sample;
  }

 private:
  DataOptions options_;
  std::vector<VqaSample> samples_;
  std::map<std::int64_t, VqaTruth> truths_;
  std::string prefix_ = "COCO_val2014_";
  std::vector<std::size_t> places_;  // of samples_, beside ids_
};

}  // namespace

std::unique_ptr<DataSet> open_vqa(const DataOptions& options, const ModelDescription& model) {
  if (!model.sees_picture() || !model.reads_text() || model.reads_several_texts()) {
    throw Error(options.path.string(), "asks questions about pictures, which " + model.name + " does not answer",
                "Choose a model that answers questions (VisualBERT, LXMERT).");
  }
  return std::make_unique<VqaDataSet>(options);
}

}  // namespace rex::evaluate
