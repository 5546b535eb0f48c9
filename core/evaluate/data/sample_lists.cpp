#include "core/evaluate/data/sample_lists.h"

#include <glob.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <sstream>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/evaluate/data/image_folders.h"
#include "core/evaluate/data/json_lists.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_list = std::uintmax_t{1} << 28;
constexpr const char* wildcards = "*?[";

bool is_pattern(const std::string& text) {
  return text.find_first_of(wildcards) != std::string::npos && !fs::exists(text);
}

/// PATH where it exists, else the same beside FILE.
fs::path beside(const fs::path& path, const fs::path& file) {
  if (path.is_absolute() || fs::exists(path)) return path;
  const fs::path other = file.parent_path() / path;
  return fs::exists(other) ? other : path;
}

fs::path shared_folder(const std::vector<fs::path>& files) {
  fs::path shared = files.front().parent_path();
  for (const fs::path& file : files) {
    const auto [end, other] = std::mismatch(shared.begin(), shared.end(), file.begin(), file.end());
    fs::path both;
    for (auto part = shared.begin(); part != end; ++part) both /= *part;
    shared = both;
  }
  return shared;
}

/// FILES with ids relative to FOLDER, sorted. WHERE is named in errors.
std::vector<ListedSample> samples_of(const std::vector<fs::path>& files, const fs::path& folder,
                                     const std::string& where) {
  std::vector<ListedSample> samples;
  for (const fs::path& file : files) {
    ListedSample sample;
    sample.id = file.lexically_relative(folder).generic_string();
    sample.picture = file;
    samples.push_back(std::move(sample));
  }
  std::sort(samples.begin(), samples.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto twice = std::adjacent_find(samples.begin(), samples.end(), [](auto& a, auto& b) { return a.id == b.id; });
  if (twice != samples.end())
    throw Error(where, "names \"" + printable(twice->id) + "\" twice", "Name each picture once.");
  return samples;
}

std::vector<ListedSample> matches(const std::string& pattern) {
  glob_t found{};
  const int result = glob(pattern.c_str(), GLOB_MARK, nullptr, &found);
  std::vector<fs::path> files;
  for (std::size_t i = 0; result == 0 && i < found.gl_pathc; ++i) {
    const std::string path = found.gl_pathv[i];
    if (!path.ends_with('/')) files.emplace_back(path);
  }
  globfree(&found);
  if (files.empty()) throw Error(pattern, "matches no file", "Quote the pattern, and check it with ls.");
  return samples_of(files, fs::path(pattern.substr(0, pattern.find_first_of(wildcards)) + "x").parent_path(), pattern);
}

std::vector<ListedSample> listed(const fs::path& list) {
  std::istringstream text(read_text_file(list, largest_list));
  std::vector<fs::path> files;
  for (std::string line; std::getline(text, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) files.push_back(fs::absolute(beside(line, list)).lexically_normal());
  }
  if (files.empty()) throw Error(list.string(), "lists no picture", "Write one path a line.");
  return samples_of(files, shared_folder(files), list.string());
}

/// Whether ID may be the name of an output below a folder.
bool stays_inside(const std::string& id) {
  const fs::path path(id);
  return !id.empty() && !path.is_absolute() && id.back() != '/' && id.find('\0') == std::string::npos &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".." || part == "."; });
}

}  // namespace

bool means_many(const std::string& text) {
  std::error_code ignored;
  return text.starts_with('@') || fs::is_directory(text, ignored) || is_pattern(text);
}

std::vector<ListedSample> list_pictures(const std::string& text) {
  if (text.starts_with('@')) return listed(text.substr(1));
  if (is_pattern(text)) return matches(text);
  std::vector<fs::path> files;
  for (const FolderImage& image : read_image_folders(text).images) files.push_back(image.path);
  return samples_of(files, text, text);
}

std::vector<ListedSample> read_sample_lines(const fs::path& file) {
  constexpr std::array<std::string_view, 6> known{"id", "image", "text", "pair", "regions", "target"};
  std::vector<ListedSample> samples;
  std::set<std::string> ids;
  read_json_lines(file, [&](std::int64_t number, const nlohmann::json& line) {
    const Record record(line, file.string() + ", line " + std::to_string(number));
    for (const auto& [key, value] : line.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        record.fail(printable(key), "is no field of a sample: id, image, text, pair, regions, target");
      }
    }
    ListedSample sample;
    if (record.has("image")) sample.picture = beside(record.text("image"), file);
    if (record.has("text")) {
      if (record.value("text").is_array()) {
        sample.texts = record.texts("text");
      } else {
        sample.texts = {record.text("text")};
      }
    }
    if (record.has("pair")) sample.pair = record.text("pair");
    if (record.has("regions")) sample.regions = beside(record.text("regions"), file);
    sample.target = record.text_or("target", "");
    char unnamed[32];
    std::snprintf(unnamed, sizeof unnamed, "line-%06lld", static_cast<long long>(number));
    const std::string picture = record.text_or("image", "");
    sample.id = record.has("id")
                    ? (record.value("id").is_string() ? record.text("id") : std::to_string(record.integer("id")))
                : stays_inside(picture) ? picture
                                        : std::string(unnamed);
    if (!stays_inside(sample.id))
      record.fail("id", "is no name for an output: write letters, digits, and / for folders");
    if (!ids.insert(sample.id).second) record.fail("id", "\"" + printable(sample.id) + "\" occurs twice");
    samples.push_back(std::move(sample));
  });
  if (samples.empty()) throw Error(file.string(), "holds no sample", "Write one JSON object a line.");
  std::sort(samples.begin(), samples.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return samples;
}

Question question_of(const ListedSample& sample) {
  Question question;
  if (!sample.picture.empty()) {
    question.picture_file = sample.picture;
    question.picture = std::make_shared<const Picture>(load_picture(sample.picture));
  }
  question.texts = sample.texts;
  question.regions_file = sample.regions;
  if (sample.pair && sample.pair->empty()) throw Error("pair", "is empty", "Give a second sentence, or leave it out.");
  question.pair = sample.pair.value_or("");
  return question;
}

}  // namespace rex::evaluate
