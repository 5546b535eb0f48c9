#include "core/checkpoint/state_dict.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/arguments.h"

namespace rex {
namespace {

using Kind = PickleValue::Kind;
using Pairs = std::vector<std::pair<const PickleValue*, const PickleValue*>>;

// In this order. A teacher is what DINO's own programs evaluate, of the two that its training saves.
constexpr std::array<std::string_view, 5> outer_names{"state_dict", "model", "model_state_dict", "module", "teacher"};
constexpr int deepest_wrapper = 4;
constexpr std::size_t most_metadata = 64;
constexpr std::size_t longest_metadata = 500;
constexpr const char* save_weights = "Save the weights alone: torch.save(model.state_dict(), …).";

bool is_dict(const PickleValue& value) {
  return value.is(Kind::dict) || value.made_by("collections.OrderedDict") || value.made_by("collections.defaultdict");
}

bool holds_tensors(const PickleValue& value) {
  const Pairs pairs = pairs_of(value);
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const auto& pair) { return TorchObjects::is_tensor(*pair.second); });
}

const PickleValue* find(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key->is_text(name)) return value;
  }
  return nullptr;
}

/// The dict under one of those names, whether it holds tensors or another wrapper; null where there is none.
const PickleValue* unwrap(const PickleValue& value, int depth = 0) {
  if (depth > deepest_wrapper) return nullptr;
  const Pairs pairs = pairs_of(value);
  for (const std::string_view name : outer_names) {
    const PickleValue* inner = find(pairs, name);
    if (inner == nullptr || !is_dict(*inner)) continue;
    if (const PickleValue* innermost = unwrap(*inner, depth + 1)) return innermost;
    if (holds_tensors(*inner)) return inner;
  }
  return nullptr;
}

std::string scalar_text(const PickleValue& value) {
  switch (value.kind) {
    case Kind::boolean:
      return value.integer != 0 ? "true" : "false";
    case Kind::integer:
      return std::to_string(value.integer);
    case Kind::real: {
      std::string text(32, '\0');
      text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.9g", value.real)));
      return text;
    }
    case Kind::text:
      return printable(value.text, longest_metadata);
    default:
      return {};
  }
}

/// The class or function of another program that VALUE is or is made by; null where there is none.
const PickleValue* foreign_maker(const PickleValue& value) {
  const PickleValue* maker = &value;
  while (maker->is(Kind::object) && maker->foreign) maker = maker->callee;
  return maker->foreign ? maker : nullptr;
}

/// Among the weights there is nothing but tensors and plain values.
void refuse_foreign(const std::string& where, const PickleValue& key, const PickleValue& value) {
  const PickleValue* maker = foreign_maker(value);
  if (maker == nullptr) return;
  const std::string name = key.is(Kind::text) ? " as \"" + printable(key.text) + "\"" : "";
  throw Error(where, "among its weights stands" + name + " what " + printable(maker->text) + " should make",
              "Nothing in the file was run. If you trust it, save only its weights again: "
              "torch.save(model.state_dict(), …).");
}

/// The dict that ROOT is or wraps.
const PickleValue& choose(const std::string& where, const PickleValue& root,
                          const std::vector<std::string>& foreign_globals) {
  if (TorchObjects::is_tensor(root)) throw Error(where, "holds a single tensor without a name", save_weights);
  if (const PickleValue* maker = foreign_maker(root)) {
    throw Error(where, "holds an object made by " + printable(maker->text) + ", not a dict of tensors", save_weights);
  }
  if (!is_dict(root)) throw Error(where, "holds no dict of tensors", save_weights);
  if (const PickleValue* inner = unwrap(root)) return *inner;
  if (holds_tensors(root)) return root;
  const PickleValue* only = nullptr;
  std::set<const PickleValue*> seen;  // a dict may stand under many names
  std::string keys;
  int found = 0;
  for (const auto& [key, value] : pairs_of(root)) {
    if (!is_dict(*value) || !seen.insert(value).second || !holds_tensors(*value)) continue;
    only = value;
    keys += (found++ ? ", " : "") + (key->is(Kind::text) ? printable(key->text, 40) : "?");
  }
  if (found == 0) {
    std::string others;
    for (const std::string& name : foreign_globals) others += (others.empty() ? "" : ", ") + printable(name);
    throw Error(where,
                "holds no tensors" + (others.empty() ? "" : ", only what " + printable(others, 300) + " should make"),
                save_weights);
  }
  if (found > 1) {
    throw Error(where,
                "holds several dicts of tensors (" + printable(keys, 300) +
                    "), none of them named state_dict, model or teacher",
                save_weights);
  }
  return *only;
}

/// Whether the first tensor of ONE has a name that OTHER has, too, whatever stands before it.
bool shares_names(const PickleValue& one, const PickleValue& other) {
  const auto last_part = [](std::string_view name) { return name.substr(name.rfind('.', name.rfind('.') - 1) + 1); };
  for (const auto& [key, value] : pairs_of(one)) {
    if (!key->is(Kind::text) || !TorchObjects::is_tensor(*value)) continue;
    const Pairs others = pairs_of(other);
    return std::any_of(others.begin(), others.end(), [&](const auto& pair) {
      return pair.first->is(Kind::text) && last_part(pair.first->text) == last_part(key->text);
    });
  }
  return false;
}

/// Whether VALUE is a dict of tensors, or wraps one.
bool holds_weights(const PickleValue& value) {
  return is_dict(value) && (unwrap(value) != nullptr || holds_tensors(value));
}

/// Says that CHOSEN is read of ROOT where other weights with the same names stand beside it (an average over the
/// training, a student).
std::string choice_among(const PickleValue& root, const PickleValue& chosen) {
  std::string read, unread;
  std::set<const PickleValue*> seen;  // a dict may stand under many names
  for (const auto& [key, value] : pairs_of(root)) {
    if (!key->is(Kind::text) || !seen.insert(value).second || !holds_weights(*value)) continue;
    const PickleValue* inner = unwrap(*value);
    const PickleValue& weights = inner == nullptr ? *value : *inner;
    const std::string name = "`" + printable(key->text, 40) + "`";
    if (&weights == &chosen) {
      read = name;
    } else if (shares_names(weights, chosen)) {
      unread += (unread.empty() ? "" : ", ") + name;
    }
  }
  return read.empty() || unread.empty() ? "" : "Of its weights " + read + " is read, not " + unread + ".";
}

}  // namespace

Pairs pairs_of(const PickleValue& value) {
  Pairs pairs;
  if (!is_dict(value)) return pairs;
  // Python 2 gives an OrderedDict its pairs as an argument.
  if (value.is(Kind::object) && !value.arguments->items.empty()) {
    for (const PickleValue* pair : value.arguments->items[0]->items) {
      if (pair->items.size() == 2) pairs.emplace_back(pair->items[0], pair->items[1]);
    }
  }
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) pairs.emplace_back(value.items[i], value.items[i + 1]);
  return pairs;
}

void read_state_dict(const std::string& where, const PickleValue& root, const TorchObjects& objects,
                     Contents& contents) {
  const PickleValue& chosen = choose(where, root, contents.foreign_globals);
  if (&chosen != &root) {
    contents.choice = choice_among(root, chosen);
    contents.arguments = std::make_shared<const nlohmann::json>(read_arguments(root));
    for (const auto& [key, value] : pairs_of(root)) {
      const std::string text = key->is(Kind::text) ? scalar_text(*value) : std::string();
      if (!text.empty() && contents.metadata.size() < most_metadata) {
        contents.metadata.emplace(printable(key->text, longest_metadata), text);
      }
    }
  }
  for (const auto& [key, value] : pairs_of(chosen)) {
    refuse_foreign(where, *key, *value);
    if (!TorchObjects::is_tensor(*value)) continue;
    if (!key->is(Kind::text) || !is_utf8(key->text)) {
      throw Error(where, "holds a tensor whose name is no text", save_weights);
    }
    const std::string name(key->text);
    if (!contents.tensors.emplace(name, objects.tensor(name, *value)).second) {
      throw Error(where, "has two tensors named \"" + printable(name) + "\"",
                  "The file is damaged or was tampered with: download or save it again.");
    }
  }
}

void strip_module_prefix(std::map<std::string, StoredTensor>& tensors) {
  constexpr std::string_view prefix = "module.";
  while (!tensors.empty() && std::all_of(tensors.begin(), tensors.end(), [&](const auto& entry) {
    return entry.first.size() > prefix.size() && entry.first.compare(0, prefix.size(), prefix) == 0;
  })) {
    std::map<std::string, StoredTensor> stripped;
    for (auto& [name, tensor] : tensors) stripped.emplace(name.substr(prefix.size()), std::move(tensor));
    tensors = std::move(stripped);
  }
}

}  // namespace rex
