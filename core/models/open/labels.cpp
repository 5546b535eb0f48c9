#include "core/models/open/labels.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/checkpoint/mapped_file.h"

namespace rex {
namespace {

using nlohmann::json;

[[noreturn]] void refuse(const std::filesystem::path& file) {
  throw Error(file.string(), "is no list of labels",
              "It should be a JSON list of texts, or an object that numbers them from 0.");
}

/// LABEL at its number; refuses numbers outside 0…count-1 and doubles.
void place(const std::filesystem::path& file, std::vector<std::string>& labels, std::int64_t number,
           const std::string& label) {
  if (number < 0 || number >= static_cast<std::int64_t>(labels.size())) refuse(file);
  labels[static_cast<std::size_t>(number)] = label;
}

std::int64_t number_of(const std::filesystem::path& file, const std::string& text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) refuse(file);
  return std::stoll(text);
}

std::vector<std::string> from_json(const std::filesystem::path& file) {
  const json value = read_json(file);
  if (!value.is_array() && !value.is_object()) refuse(file);
  std::vector<std::string> labels(value.size());
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!value[i].is_string()) refuse(file);
      labels[i] = value[i].get<std::string>();
    }
    return labels;
  }
  for (const auto& [key, entry] : value.items()) {
    if (entry.is_string()) {
      place(file, labels, number_of(file, key), entry.get<std::string>());
    } else if (entry.is_number_integer()) {
      place(file, labels, entry.get<std::int64_t>(), key);
    } else {
      refuse(file);
    }
  }
  return labels;
}

std::vector<std::string> from_lines(const std::filesystem::path& file) {
  const std::shared_ptr<const MappedFile> mapped = MappedFile::open(file);
  std::vector<std::string> labels;
  std::string_view rest = mapped->bytes();
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    labels.emplace_back(line);
  }
  return labels;
}

}  // namespace

bool are_names(const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] != "LABEL_" + std::to_string(i)) return true;
  }
  return false;
}

std::vector<std::string> labels_beside(const std::filesystem::path& folder, std::int64_t count,
                                       std::vector<std::string>& notes) {
  for (const char* name : {"label2ans.json", "trainval_label2ans.json", "ans2label.json", "trainval_ans2label.json",
                           "answers.json", "answers.txt", "answers_vqa.txt", "labels.json", "labels.txt"}) {
    const std::filesystem::path file = folder / name;
    if (!std::filesystem::is_regular_file(file)) continue;
    std::vector<std::string> labels = file.extension() == ".json" ? from_json(file) : from_lines(file);
    if (static_cast<std::int64_t>(labels.size()) == count) return labels;
    notes.push_back(std::string(name) + " holds " + std::to_string(labels.size()) + " labels, but the model has " +
                    std::to_string(count) + " classes: they go by their numbers.");
  }
  return {};
}

}  // namespace rex
