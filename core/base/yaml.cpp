#include "core/base/yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/base/whole_number.h"

namespace rex {
namespace {

using nlohmann::json;

template <std::size_t count>
bool is_one_of(const std::string& text, const std::array<const char*, count>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// What a word without quotes means.
json plain_value(const std::string& text) {
  constexpr std::array nothing = {"", "~", "null", "Null", "NULL"};
  constexpr std::array yes = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"};
  constexpr std::array no = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"};
  if (is_one_of(text, nothing)) return nullptr;
  if (is_one_of(text, yes)) return true;
  if (is_one_of(text, no)) return false;
  const std::string_view unsigned_text = std::string_view(text).substr(text.front() == '+' ? 1 : 0);
  if (const auto whole = whole_number(unsigned_text)) return *whole;
  double number = 0;
  const char* const end = unsigned_text.data() + unsigned_text.size();
  const auto [stop, failure] = std::from_chars(unsigned_text.data(), end, number);
  const bool begins_as_number = unsigned_text.find_first_of("0123456789") != std::string_view::npos;
  if (failure == std::errc() && stop == end && begins_as_number && std::isfinite(number)) return number;
  return text;
}

/// Makes JSON of nodes. An alias is the same node again, so what it repeats is counted again, and a node that holds
/// itself ends at the greatest depth.
class Converter {
 public:
  Converter(std::string where, const JsonLimits& limits) : where_(std::move(where)), limits_(limits) {}

  json convert(const YAML::Node& node, std::size_t depth = 0) {
    if (++values_ > limits_.values) {
      refuse(node.Mark(), "holds more than " + std::to_string(limits_.values) + " values");
    }
    if (depth > limits_.depth) {
      refuse(node.Mark(), "is nested too deeply, in more than " + std::to_string(limits_.depth) + " levels");
    }
    switch (node.Type()) {
      case YAML::NodeType::Scalar:
        return node.Tag() == "?" || node.Tag().empty() ? plain_value(node.Scalar()) : json(node.Scalar());
      case YAML::NodeType::Sequence: {
        json list = json::array();
        for (const YAML::Node& entry : node) list.push_back(convert(entry, depth + 1));
        return list;
      }
      case YAML::NodeType::Map: {
        json object = json::object();
        for (const auto& pair : node) {
          const YAML::Node &key = pair.first, &value = pair.second;
          if (!key.IsScalar()) refuse(key.Mark(), "has a key that is no plain word");
          const auto [inserted, is_new] = object.get_ref<json::object_t&>().emplace(key.Scalar(), nullptr);
          if (!is_new) refuse(key.Mark(), "has the key \"" + printable(key.Scalar()) + "\" twice in one map");
          json converted = convert(value, depth + 1);
          inserted->second = std::move(converted);
        }
        return object;
      }
      default:
        return nullptr;
    }
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string what, const std::string& why = {}) const {
    if (mark.line >= 0) {
      what += " (line " + std::to_string(mark.line + 1) + ", column " + std::to_string(mark.column + 1) + ")";
    }
    throw Error(where_, what + (why.empty() ? "" : ": " + printable(why, 200)), fetch_text_again);
  }

 private:
  std::string where_;
  JsonLimits limits_;
  std::size_t values_ = 0;
};

}  // namespace

json parse_yaml(const std::string& text, const std::string& where, const JsonLimits& limits) {
  Converter converter(where, limits);
  if (!is_utf8(text)) throw Error(where, "is not UTF-8", fetch_text_again);
  try {
    return converter.convert(YAML::Load(text));
  } catch (const YAML::Exception& problem) {
    converter.refuse(problem.mark, "is not YAML", problem.msg);
  }
}

json read_yaml(const std::filesystem::path& path, const JsonLimits& limits) {
  return parse_yaml(read_text_file(path, limits.bytes), printable(path.string(), 1000), limits);
}

}  // namespace rex
