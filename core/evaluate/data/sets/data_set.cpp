#include "core/evaluate/data/sets/data_set.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/data/sets/sets.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

struct Kind {
  std::string name;
  std::unique_ptr<DataSet> (*open)(const DataOptions&, const ModelDescription&);
  bool (*looks_like)(const fs::path& path);
};

bool has_file(const fs::path& folder, const std::string& beginning, const std::string& ending) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(beginning) && name.ends_with(ending)) return true;
  }
  return false;
}

/// In the order in which they are tried; image folders take what nothing else does.
const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"scenes", open_scenes,
       [](const fs::path& path) {
         return fs::exists(path / "annotations.json") && fs::exists(path / "questions.jsonl");
       }},
      {"imagenet-segmentation", open_segmentation_mat, [](const fs::path& path) { return path.extension() == ".mat"; }},
      {"voc", open_voc, [](const fs::path& path) { return fs::exists(path / "JPEGImages"); }},
      {"coco", open_coco,
       [](const fs::path& path) {
         return has_file(path / "annotations", "instances_", ".json") || fs::exists(path / "annotations.json");
       }},
      {"vqa", open_vqa,
       [](const fs::path& path) { return has_file(path, "", "_questions.json") || path.extension() == ".json"; }},
      {"eraser", open_eraser,
       [](const fs::path& path) { return fs::exists(path / "docs") || fs::exists(path / "docs.jsonl"); }},
      {"imagenet", open_image_folders, [](const fs::path& path) { return fs::is_directory(path); }}};
  return all;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

const std::vector<std::string>& data_kinds() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Kind& kind : kinds()) all.push_back(kind.name);
    return all;
  }();
  return names;
}

std::unique_ptr<DataSet> open_data_set(const DataOptions& options, const ModelDescription& model) {
  if (!fs::exists(options.path)) {
    throw Error(options.path.string(), "is not there", "Give the folder or file of a data set with --data.");
  }
  for (const Kind& kind : kinds()) {
    if (options.kind.empty() ? !kind.looks_like(options.path) : options.kind != kind.name) continue;
    std::unique_ptr<DataSet> set = kind.open(options, model);
    set->kind_ = kind.name;
    if (set->ids().empty()) throw Error(options.path.string(), "holds no sample", "Check the path and --split.");
    return set;
  }
  throw Error(options.path.string(),
              options.kind.empty() ? "is no data set that is known" : "is no \"" + options.kind + "\"",
              "Say which kind it is with --data-kind: " + list_of(data_kinds()) + ".");
}

std::vector<std::size_t> spread(std::size_t count, std::int64_t most) {
  const std::size_t wanted = most <= 0 ? count : std::min(count, static_cast<std::size_t>(most));
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < wanted; ++i) places.push_back(i * count / wanted);
  return places;
}

fs::path regions_of(const fs::path& folder, const fs::path& picture) {
  for (const char* ending : {".npz", ".safetensors"}) {
    const fs::path file = folder / (picture.stem().string() + ending);
    if (fs::exists(file)) return file;
  }
  throw Error((folder / (picture.stem().string() + ".npz")).string(), "is not there, nor a .safetensors file",
              "Give the folder with the region features of every picture.");
}

std::shared_ptr<const Picture> picture_of(const fs::path& file) {
  return std::make_shared<const Picture>(load_picture(file));
}

void set_picture(Question& question, const fs::path& file, const fs::path& regions) {
  question.picture_file = file;
  question.picture = picture_of(file);
  if (!regions.empty()) question.regions_file = regions_of(regions, file);
}

std::string unknown_labels(const std::vector<std::string>& names, const ModelDescription& model) {
  if (model.labels.empty()) return {};
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (std::find(model.labels.begin(), model.labels.end(), name) == model.labels.end()) unknown.push_back(name);
  }
  constexpr std::size_t most = 5;
  const std::size_t count = unknown.size();
  if (count > most) unknown.resize(most);
  return list_of(unknown) + (count > most ? ", … (" + std::to_string(count) + ")" : "");
}

}  // namespace rex::evaluate
