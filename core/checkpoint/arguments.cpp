#include "core/checkpoint/arguments.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/printable.h"
#include "core/checkpoint/state_dict.h"

namespace rex {
namespace {

using nlohmann::json;
using Kind = PickleValue::Kind;

constexpr int deepest = 8;
constexpr std::size_t most_values = 5000;
constexpr std::size_t longest_text = 1000;

/// A pickle's values may stand in each other, so that a small one unfolds without end: it is unfolded up to a limit.
class PlainValues {
 public:
  std::optional<json> value(const PickleValue& from, int depth = 0) {
    if (depth > deepest || ++count_ > most_values) return std::nullopt;
    switch (from.kind) {
      case Kind::none:
        return json();
      case Kind::boolean:
        return json(from.integer != 0);
      case Kind::integer:
        return json(from.integer);
      case Kind::real:
        return json(from.real);
      case Kind::text:
        if (from.text.size() > longest_text || !is_utf8(from.text)) return std::nullopt;
        return json(std::string(from.text));
      case Kind::list:
      case Kind::tuple: {
        json list = json::array();
        for (const PickleValue* item : from.items) {
          const auto plain = value(*item, depth + 1);
          if (!plain) return std::nullopt;  // a list with a hole would be another list
          list.push_back(*plain);
        }
        return list;
      }
      case Kind::dict:
      case Kind::object: {
        const auto object = fields(from, depth);
        return object.empty() ? std::nullopt : std::optional<json>(object);
      }
      default:
        return std::nullopt;
    }
  }

  /// The fields of a dict, or of an object with a state.
  json fields(const PickleValue& from, int depth = 0) {
    json object = json::object();
    const PickleValue& dict = from.is(Kind::object) && from.state != nullptr ? *from.state : from;
    auto pairs = pairs_of(dict);
    if (dict.foreign) {  // a dict of somebody's own class, such as Lightning's AttributeDict
      for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) pairs.emplace_back(dict.items[i], dict.items[i + 1]);
    }
    for (const auto& [key, item] : pairs) {
      if (!key->is(Kind::text) || key->text.size() > longest_text || !is_utf8(key->text)) continue;
      if (const auto plain = value(*item, depth + 1)) object[std::string(key->text)] = *plain;
    }
    return object;
  }

 private:
  std::size_t count_ = 0;
};

}  // namespace

json read_arguments(const PickleValue& root) {
  PlainValues plain;
  for (const auto& [key, value] : pairs_of(root)) {
    if (key->is_text("args")) return plain.fields(*value);
  }
  for (const auto& [key, value] : pairs_of(root)) {
    if (!key->is_text("hyper_parameters")) continue;
    json fields = plain.fields(*value);
    if (const auto inner = fields.find("args"); inner != fields.end() && inner->is_object()) {
      const json named = *inner;
      fields.update(named);
    }
    return fields;
  }
  return json::object();
}

}  // namespace rex
