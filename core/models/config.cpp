#include "core/models/config.h"

#include <cmath>
#include <map>

#include "core/base/error.h"

namespace rex {
namespace {

constexpr std::int64_t largest_size = 1 << 24;
constexpr std::int64_t most_layers = 1000;
const char* const remedy = "Check that the folder holds the config.json that belongs to the weights.";

/// The labels of label2id at their numbers; none where these are not 0…n-1.
std::vector<std::string> labels_by_name(const nlohmann::json& numbers) {
  if (!numbers.is_object()) return {};
  std::vector<std::string> labels(numbers.size());
  std::vector<bool> seen(numbers.size(), false);
  for (const auto& [label, number] : numbers.items()) {
    const std::string digits = number.is_string() ? number.get<std::string>() : number.dump();
    const bool whole =
        !digits.empty() && digits.size() < 10 && digits.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t index = whole ? std::stoul(digits) : labels.size();
    if (index >= labels.size() || seen[index]) return {};
    labels[index] = label;
    seen[index] = true;
  }
  return labels;
}

}  // namespace

Config::Config(const nlohmann::json& json, std::string where) : json_(&json), where_(std::move(where)) {
  if (!json.is_object()) throw Error(where_, "is not a JSON object", remedy);
}

const nlohmann::json* Config::find(const std::string& field) const {
  const auto found = json_->find(field);
  return found == json_->end() || found->is_null() ? nullptr : &*found;
}

bool Config::has(const std::string& field) const { return find(field) != nullptr; }

Config Config::section(const std::string& field) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr || !value->is_object()) throw Error(name(field), "is missing or not an object", remedy);
  Config result(*value, where_);
  result.prefix_ = prefix_ + field + ".";
  return result;
}

Config Config::optional_section(const std::string& field) const {
  static const nlohmann::json empty = nlohmann::json::object();
  return has(field) ? section(field) : Config(empty, where_);
}

const nlohmann::json& Config::value(const std::string& field) const {
  static const nlohmann::json nothing;
  const nlohmann::json* found = find(field);
  return found == nullptr ? nothing : *found;
}

std::int64_t Config::integer(const std::string& field, std::int64_t fallback) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr) return fallback;
  if (!value->is_number_integer() || (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX)) {
    throw Error(name(field), "is not a whole number", remedy);
  }
  return value->get<std::int64_t>();
}

std::int64_t Config::size(const std::string& field, std::optional<std::int64_t> fallback) const {
  if (!has(field) && !fallback) throw Error(name(field), "is missing", remedy);
  const std::int64_t value = integer(field, fallback.value_or(0));
  if (value < 1 || value > largest_size) {
    throw Error(name(field), "is " + std::to_string(value) + "; sizes are 1 to " + std::to_string(largest_size),
                remedy);
  }
  return value;
}

std::vector<std::int64_t> Config::sizes(const std::string& field, const std::vector<std::int64_t>& fallback) const {
  const nlohmann::json* list = find(field);
  if (list == nullptr) return fallback;
  if (!list->is_array() || list->size() > most_layers) throw Error(name(field), "is not a list of sizes", remedy);
  std::vector<std::int64_t> sizes;
  for (const nlohmann::json& entry : *list) {
    const nlohmann::json one = {{field, entry}};
    Config item(one, where_);
    item.prefix_ = prefix_;
    sizes.push_back(item.size(field));
  }
  return sizes;
}

int Config::layers(const std::string& field, std::optional<std::int64_t> fallback) const {
  const std::int64_t value = size(field, fallback);
  if (value > most_layers) {
    throw Error(name(field),
                "is " + std::to_string(value) + "; at most " + std::to_string(most_layers) + " layers can be opened",
                remedy);
  }
  return static_cast<int>(value);
}

std::int64_t Config::heads(const std::string& field, std::int64_t hidden, std::optional<std::int64_t> fallback) const {
  const std::int64_t value = size(field, fallback);
  if (hidden % value != 0) {
    throw Error(name(field), std::to_string(value) + " heads do not divide the hidden size " + std::to_string(hidden),
                remedy);
  }
  return value;
}

std::pair<std::int64_t, std::int64_t> Config::extent(const std::string& field, std::int64_t fallback) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr || !value->is_array()) {
    const std::int64_t side = size(field, fallback);
    return {side, side};
  }
  nlohmann::json both = {{"height", nullptr}, {"width", nullptr}};
  if (value->size() != 2) throw Error(name(field), "is neither one number nor two", remedy);
  both["height"] = (*value)[0];
  both["width"] = (*value)[1];
  const Config pair(both, name(field));
  return {pair.size("height"), pair.size("width")};
}

double Config::number(const std::string& field, double fallback) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr) return fallback;
  if (!value->is_number() || !std::isfinite(value->get<double>())) throw Error(name(field), "is not a number", remedy);
  return value->get<double>();
}

bool Config::flag(const std::string& field, bool fallback) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr) return fallback;
  if (!value->is_boolean()) throw Error(name(field), "is neither true nor false", remedy);
  return value->get<bool>();
}

std::string Config::text(const std::string& field, const std::string& fallback) const {
  const nlohmann::json* value = find(field);
  if (value == nullptr) return fallback;
  if (!value->is_string()) throw Error(name(field), "is not a text", remedy);
  return value->get<std::string>();
}

nn::Activation Config::activation(const std::string& field, const std::string& fallback) const {
  return nn::activation_from_name(text(field, fallback), name(field));
}

std::vector<std::string> Config::labels() const {
  const nlohmann::json* value = find("id2label");
  if (value == nullptr) return labels_by_name(this->value("label2id"));
  if (!value->is_object()) throw Error(name("id2label"), "is not an object", remedy);
  // Hugging Face counts the labels and never looks at their numbers: where these do not fit, so many classes without
  // names remain.
  std::vector<std::string> labels(value->size()), unnamed;
  for (std::size_t i = 0; i < value->size(); ++i) unnamed.push_back("LABEL_" + std::to_string(i));
  std::vector<bool> seen(value->size(), false);
  for (const auto& [key, label] : value->items()) {
    const bool digits = !key.empty() && key.size() < 10 && key.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t index = digits ? std::stoul(key) : labels.size();
    if (index >= labels.size() || seen[index]) return unnamed;
    labels[index] = label.is_string() ? label.get<std::string>() : label.dump();
    seen[index] = true;
  }
  return labels;
}

std::int64_t Config::classes() const {
  if (!has("id2label") && !has("num_labels") && !labels().empty()) return static_cast<std::int64_t>(labels().size());
  if (has("id2label")) {
    const auto count = static_cast<std::int64_t>(labels().size());
    if (count == 0) throw Error(name("id2label"), "is empty", remedy);
    return count;
  }
  return size("num_labels", 2);
}

std::string Config::architecture() const {
  const nlohmann::json* value = find("architectures");
  if (value != nullptr && value->is_string()) return value->get<std::string>();
  const bool named = value != nullptr && value->is_array() && !value->empty() && (*value)[0].is_string();
  return named ? (*value)[0].get<std::string>() : std::string();
}

std::string transformer_summary(std::int64_t layers, std::int64_t heads, std::int64_t hidden) {
  return std::to_string(layers) + " layers · " + std::to_string(heads) + " heads · " + std::to_string(hidden) + " wide";
}

}  // namespace rex
