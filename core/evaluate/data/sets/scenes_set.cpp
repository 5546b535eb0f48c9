#include <algorithm>
#include <cstdio>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/data/scenes.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace {

/// "scene-000012.png#2": ids sort by picture, then question.
std::string numbered(const std::string& file, std::size_t number) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "#%02zu", number);
  return file + digits;
}

/// The project's scenes. A classifier is asked for the main object, a model that compares texts for the true caption, a
/// model that answers questions for each of them, a detector for everything.
class ScenesSet : public DataSet {
 public:
  ScenesSet(const DataOptions& options, const ModelDescription& model)
      : options_(options), scenes_(read_scenes(options.path)) {
    if (!model.sees_picture()) {
      throw Error(options.path.string(), "holds pictures, which " + model.name + " does not see",
                  "Give texts in ERASER's layout.");
    }
    if (model.finds_objects()) {
      for (const CocoImage& image : scenes_.annotations.images) add(image.file_name, image.id, -1);
    } else if (model.reads_several_texts()) {
      for (std::size_t i = 0; i < scenes_.captions.size(); ++i)
        add_text(scenes_.captions[i].file_name, scenes_.captions[i].image, i);
      captions_ = true;
    } else if (model.reads_text()) {
      for (std::size_t i = 0; i < scenes_.questions.size(); ++i)
        add_text(scenes_.questions[i].file_name, scenes_.questions[i].image, i);
      questions_ = true;
    } else {
      add_main_objects(model);
    }
    finish();
    categories_ = scenes_.annotations.categories;
  }

  Sample load(std::size_t index) const override {
    const Entry& entry = entries_.at(index);
    const CocoImage& image = scenes_.annotations.image(entry.image);
    Sample sample;
    sample.id = ids_.at(index);
    set_picture(sample.question, scenes_.folder / image.file_name, options_.regions);
    check_size(*sample.question.picture, image);
    std::vector<std::int64_t> evidence;
    if (captions_) {
      const SceneCaption& caption = scenes_.captions[entry.text];
      sample.question.texts = {caption.text};
      for (const std::string& wrong : caption.wrong) sample.question.texts.push_back(wrong);
      sample.truth.text = 0;
    } else if (questions_) {
      const SceneQuestion& question = scenes_.questions[entry.text];
      sample.question.texts = {question.text};
      sample.truth.labels[question.answer] = 1;
      evidence = question.evidence;
    }
    for (const CocoAnnotation& annotation : scenes_.annotations.annotations) {
      if (annotation.image != entry.image) continue;
      const RunLengths mask = mask_of(annotation, image);
      sample.truth.masks.push_back(
          {annotation.id, annotation.image, annotation.category, annotation.crowd, annotation.area, mask});
      const bool wanted = std::find(evidence.begin(), evidence.end(), annotation.id) != evidence.end();
      const bool main = !questions_ && !captions_ && annotation.main.value_or(false);
      if (main) sample.truth.labels[label_of(annotation)] = 1;
      if (wanted || main) sample.truth.objects.push_back({label_of(annotation), decode(mask)});
    }
    if (!sample.truth.objects.empty()) {
      sample.truth.foreground.assign(sample.truth.objects.front().mask.inside.size(), 0);
      for (const SeenObject& object : sample.truth.objects) {
        for (std::size_t i = 0; i < object.mask.inside.size(); ++i) {
          if (object.mask.inside[i] != 0) sample.truth.foreground[i] = 1;
        }
      }
    }
    return sample;
  }

 private:
  struct Entry {
    std::int64_t image = 0;
    std::size_t text = 0;
  };

  std::string label_of(const CocoAnnotation& annotation) const {
    return scenes_.annotations.categories.at(annotation.category);
  }

  void add(const std::string& id, std::int64_t image, std::int64_t text) {
    pairs_.emplace_back(id, Entry{image, static_cast<std::size_t>(std::max<std::int64_t>(text, 0))});
  }

  void add_text(const std::string& file, std::int64_t image, std::size_t text) {
    add(numbered(file, ++texts_of_[file]), image, static_cast<std::int64_t>(text));
  }

  void add_main_objects(const ModelDescription& model) {
    std::map<std::int64_t, std::string> mains;
    std::set<std::string> names;
    for (const CocoAnnotation& annotation : scenes_.annotations.annotations) {
      if (!annotation.main.value_or(false)) continue;
      mains[annotation.image] = label_of(annotation);
      names.insert(label_of(annotation));
    }
    if (mains.empty()) {
      throw Error(options_.path.string(), "marks no object as a picture's main one",
                  "Write scenes for a classifier with `rex-zoo scene --main`.");
    }
    const std::string unknown = unknown_labels({names.begin(), names.end()}, model);
    if (!unknown.empty()) {
      throw Error(options_.path.string(), "has classes that " + model.name + " does not know: " + unknown,
                  "Choose a model that was trained on these classes.");
    }
    for (const auto& [image, label] : mains) add(scenes_.annotations.image(image).file_name, image, -1);
  }

  void finish() {
    std::sort(pairs_.begin(), pairs_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const std::size_t index : spread(pairs_.size(), options_.most)) {
      ids_.push_back(pairs_[index].first);
      entries_.push_back(pairs_[index].second);
    }
    pairs_.clear();
  }

  static void check_size(const Picture& picture, const CocoImage& image) {
    if (picture.width == image.width && picture.height == image.height) return;
    throw Error(image.file_name,
                "has " + std::to_string(picture.width) + " × " + std::to_string(picture.height) +
                    " pixels, annotations.json says " + std::to_string(image.width) + " × " +
                    std::to_string(image.height),
                "Write the scenes again, or take the annotations that belong to them.");
  }

  DataOptions options_;
  Scenes scenes_;
  bool captions_ = false, questions_ = false;
  std::vector<Entry> entries_;  // beside ids_
  std::vector<std::pair<std::string, Entry>> pairs_;
  std::map<std::string, std::size_t> texts_of_;
};

}  // namespace

std::unique_ptr<DataSet> open_scenes(const DataOptions& options, const ModelDescription& model) {
  return std::make_unique<ScenesSet>(options, model);
}

}  // namespace rex::evaluate
