#include "core/explain/target.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"

namespace rex {
namespace {

constexpr std::size_t most_suggestions = 5;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& byte : result) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// What follows PREFIX, in any case; empty optional where TEXT does not start with it.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size() || lower(text.substr(0, prefix.size())) != prefix) return std::nullopt;
  return trimmed(text.substr(prefix.size()));
}

std::int64_t index_of(std::string_view text, const char* what) {
  const auto number = whole_number(text);
  if (!number || *number < 0) {
    throw Error("target", "'" + printable(text) + "' is no " + what, std::string("Write its number, counted from 0."));
  }
  return *number;
}

/// Levenshtein distance.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

/// A label and its synonyms: ImageNet's "tench, Tinca tinca" is also "tench" and "Tinca tinca".
std::vector<std::string> names_of(const std::string& label) {
  const std::string all = lower(label);
  std::vector<std::string> names = {all};
  for (std::size_t begin = 0; all.find(", ") != std::string::npos && begin <= all.size();) {
    const std::size_t comma = std::min(all.find(", ", begin), all.size());
    names.push_back(all.substr(begin, comma - begin));
    begin = comma + 2;
  }
  return names;
}

std::string nearest(const std::vector<std::string>& labels, const std::string& wanted) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // how far, which
  for (std::size_t index = 0; index < labels.size(); ++index) {
    std::size_t distance = edit_distance(names_of(labels[index])[0], wanted);
    for (const std::string& name : names_of(labels[index])) {
      distance = std::min(distance, edit_distance(name, wanted));
      if (name.find(wanted) != std::string::npos) distance = std::min<std::size_t>(distance, 1);
    }
    order.emplace_back(distance, index);
  }
  const std::size_t count = std::min(order.size(), most_suggestions);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
  std::string text;
  for (std::size_t place = 0; place < count; ++place) {
    const std::size_t index = order[place].second;
    text +=
        (text.empty() ? "" : ", ") + std::string("'") + printable(labels[index]) + "' (" + std::to_string(index) + ")";
  }
  return text;
}

std::int64_t class_called(std::string_view label, const std::vector<std::string>& labels) {
  const std::string wanted = lower(trimmed(label));
  std::vector<std::size_t> whole, synonyms;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const std::vector<std::string> names = names_of(labels[index]);
    if (names[0] == wanted) {
      whole.push_back(index);
    } else if (std::find(names.begin(), names.end(), wanted) != names.end()) {
      synonyms.push_back(index);
    }
  }
  const std::vector<std::size_t>& found = whole.empty() ? synonyms : whole;
  if (found.size() == 1) return static_cast<std::int64_t>(found[0]);
  if (found.empty()) {
    const std::string problem = "the model knows no class '" + printable(label) + "'";
    if (labels.empty()) throw Error("target", problem, "It has no labels: give the class by its number.");
    throw Error("target", problem, "Near: " + nearest(labels, wanted) + ". A number is a class index.");
  }
  std::string places;
  for (const std::size_t index : found) places += (places.empty() ? "" : ", ") + std::to_string(index);
  throw Error("target", "several classes are called '" + printable(label) + "': " + places, "Give the number.");
}

/// A class by number or name; "label:2" is the class called "2".
std::int64_t class_of(std::string_view text, const std::vector<std::string>& labels) {
  if (const auto label = after(text, "label:")) return class_called(*label, labels);
  if (const auto index = after(text, "class:")) return class_of(*index, labels);
  if (const auto number = whole_number(text)) return index_of(text, "class");
  return class_called(text, labels);
}

}  // namespace

Target parse_target(const std::string& text, const ModelDescription& description) {
  Target target;
  const std::string_view view = trimmed(text);
  if (view.empty() || lower(view) == "top") return target;
  if (const auto query = after(view, "query:")) {
    const std::size_t comma = query->find(',');
    target.query = index_of(trimmed(query->substr(0, comma)), "object query");
    if (comma != std::string_view::npos) {
      target.class_index = class_of(trimmed(query->substr(comma + 1)), description.labels);
    }
  } else if (description.explains_features() && lower(view) == "like") {
    target.like = true;
  } else if (const auto place = after(view, "text:"); place && whole_number(*place)) {
    target.text = index_of(*place, "text");
  } else {
    target.class_index = class_of(view, description.labels);
  }
  return target;
}

std::string to_string(const Target& target) {
  if (target.like) return "like";
  if (target.text) return "text:" + std::to_string(*target.text);
  std::string text = target.query ? "query:" + std::to_string(*target.query) : "";
  if (target.class_index) {
    text += (text.empty() ? "" : ",") + std::string("class:") + std::to_string(*target.class_index);
  }
  return text.empty() ? "top" : text;
}

}  // namespace rex
