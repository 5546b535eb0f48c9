#include <algorithm>
#include <fstream>
#include <set>

#include "core/base/error.h"
#include "core/base/text_file.h"
#include "core/evaluate/data/image_folders.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace {

/// The lines of FILE that are not blank.
std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::istringstream text(read_text_file(file, std::uintmax_t{1} << 24));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

/// Pictures in ImageNet's layout: the folder is the class.
class ImageFolderSet : public DataSet {
 public:
  ImageFolderSet(const DataOptions& options, const ModelDescription& model) : options_(options) {
    if (!model.sees_pixels() || model.reads_text()) {
      throw Error(options.path.string(), "holds pictures alone; " + model.name + " is asked in words as well",
                  "Choose a model that classifies pictures, or a data set with questions.");
    }
    const ImageFolders folders = read_image_folders(options.path);
    map_classes(folders.classes, model);
    for (const std::size_t index : spread(folders.images.size(), options.most)) {
      images_.push_back(folders.images[index]);
      ids_.push_back(images_.back().id);
    }
  }

  Sample load(std::size_t index) const override {
    const FolderImage& image = images_.at(index);
    Sample sample;
    sample.id = image.id;
    set_picture(sample.question, image.path, options_.regions);
    if (const auto label = labels_.find(image.class_name); label != labels_.end())
      sample.truth.labels[label->second] = 1;
    return sample;
  }

 private:
  /// Which of the model's labels each folder is: by its name, by --classes, or, where there are as many folders as
  /// classes, by its place among the sorted names, as ImageNet's folders are.
  void map_classes(const std::vector<std::string>& folders, const ModelDescription& model) {
    if (folders.empty()) return;
    if (!options_.classes.empty()) {
      const std::vector<std::string> order = lines_of(options_.classes);
      for (const std::string& folder : folders) {
        const auto found = std::find(order.begin(), order.end(), folder);
        if (found == order.end()) {
          throw Error(options_.classes.string(), "does not list the folder \"" + folder + "\"",
                      "List the folders of all classes, one a line, in the order of the model's classes.");
        }
        labels_[folder] = label(model, static_cast<std::size_t>(found - order.begin()));
      }
      return;
    }
    const std::string unknown = unknown_labels(folders, model);
    if (unknown.empty() && !model.labels.empty()) {
      for (const std::string& folder : folders) labels_[folder] = folder;
    } else if (folders.size() == model.labels.size()) {
      for (std::size_t i = 0; i < folders.size(); ++i) labels_[folders[i]] = label(model, i);
    } else {
      throw Error(options_.path.string(),
                  "has " + std::to_string(folders.size()) + " folders, of which the model does not know " +
                      (unknown.empty() ? "any: it tells no labels" : unknown),
                  "Say with --classes FILE which folder is which class: one name a line, in the order of the model's "
                  "classes.");
    }
  }

  static std::string label(const ModelDescription& model, std::size_t index) {
    return index < model.labels.size() ? model.labels[index] : "class " + std::to_string(index);
  }

  DataOptions options_;
  std::vector<FolderImage> images_;            // beside ids_
  std::map<std::string, std::string> labels_;  // by folder
};

}  // namespace

std::unique_ptr<DataSet> open_image_folders(const DataOptions& options, const ModelDescription& model) {
  return std::make_unique<ImageFolderSet>(options, model);
}

}  // namespace rex::evaluate
