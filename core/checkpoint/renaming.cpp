#include "core/checkpoint/renaming.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "core/checkpoint/renaming_rules.h"

namespace rex {
namespace {

constexpr std::size_t most_wrappers = 12;  // one inside the other

struct Named {
  std::string name;
  std::string source;
  int part = 0, parts = 1;  // of the source's first dimension
};

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool any_matches(const std::vector<Named>& names, const std::string& pattern) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Named& named) { return match_pattern(pattern, named.name).has_value(); });
}

bool all_found(const std::vector<Named>& names, const std::vector<std::string>& patterns) {
  return std::all_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return any_matches(names, pattern); });
}

/// What is no parameter of ours, whoever saved it: buffers, a training program's loss, and the mask head of DETR for
/// segmentation.
bool is_ballast(const std::string& name) {
  if (ends_with(name, "position_ids") || ends_with(name, "num_batches_tracked")) return true;
  constexpr std::array parts = {"bbox_attention.", "mask_head.", "criterion.", "loss_fn."};
  return std::any_of(parts.begin(), parts.end(), [&](const char* part) {
    return starts_with(name, part) || name.find(std::string(".") + part) != std::string::npos;
  });
}

/// The projection that DINO trains beside its backbone, and whose output nobody reads afterwards.
bool is_dino_projection(const std::string& name) {
  return name.find("head.mlp.") != std::string::npos || name.find("head.last_layer.") != std::string::npos;
}

const ForeignNames* recognise_foreign(const std::vector<Named>& names) {
  for (const ForeignNames& foreign : foreign_names()) {
    if (all_found(names, foreign.signs)) return &foreign;
  }
  return nullptr;
}

const FamilyNames* recognise_family(const std::vector<Named>& names, const std::vector<FamilyNames>& families) {
  for (const FamilyNames& family : families) {
    if (all_found(names, family.signs)) return &family;
  }
  return nullptr;
}

// What compiling, sharding and checkpointing put before the names of the whole or of any part; no model names anything
// so.
constexpr std::array<std::string_view, 3> inner_wrappers{"_orig_mod.", "_fsdp_wrapped_module.",
                                                         "_checkpoint_wrapped_module."};

/// NAME without the inner wrappers, wherever they stand.
std::string without_inner_wrappers(std::string name) {
  for (const std::string_view wrapper : inner_wrappers) {
    for (std::size_t at = name.find(wrapper); at != std::string::npos; at = name.find(wrapper, at)) {
      const bool whole = at == 0 || name[at - 1] == '.';
      whole ? void(name.erase(at, wrapper.size())) : void(++at);
    }
  }
  return name;
}

/// NAMES without the first part that all of them have in common, whatever it is called: data parallelism ("module."),
/// Lightning ("model."), or the attribute that held the model. Empty where they have none in common.
std::vector<Named> unwrapped(std::vector<Named> names) {
  const std::string wrapper = names.front().name.substr(0, names.front().name.find('.') + 1);
  const bool common = !wrapper.empty() && std::all_of(names.begin(), names.end(), [&](const Named& named) {
    return named.name.size() > wrapper.size() && starts_with(named.name, wrapper);
  });
  if (!common) return {};
  for (Named& named : names) named.name.erase(0, wrapper.size());
  return names;
}

/// A copy of NAMES in which what belongs to FAMILY's trunk has its prefix.
std::vector<Named> with_trunk(std::vector<Named> names, const FamilyNames& family) {
  for (Named& named : names) {
    const bool bare = std::any_of(family.bare.begin(), family.bare.end(),
                                  [&](const std::string& start) { return starts_with(named.name, start); });
    if (bare) named.name = family.trunk + named.name;
  }
  return names;
}

/// Today's spelling of one of Hugging Face's own names.
std::string respelled(std::string name) {
  if (ends_with(name, ".gamma")) name.replace(name.size() - 5, 5, "weight");  // as BERT's first checkpoints say
  if (ends_with(name, ".beta")) name.replace(name.size() - 4, 4, "bias");
  for (const RenamingRule& rule : huggingface_respellings()) {
    if (const auto parts = match_pattern(rule.from, name)) return fill_pattern(rule.to.front(), *parts);
  }
  return name;
}

Renaming rename_foreign(const std::vector<Named>& names, const ForeignNames& foreign) {
  Renaming result{foreign.origin, foreign.family, {}};
  for (const Named& named : names) {
    bool known = false;
    for (const RenamingRule& rule : foreign.rules) {
      const auto parts = match_pattern(rule.from, named.name);
      if (!parts) continue;
      const int count = static_cast<int>(rule.to.size());
      for (int part = 0; part < count; ++part) {
        const std::string& to = rule.to[static_cast<std::size_t>(part)];
        result.recipes[respelled(fill_pattern(to, *parts))] = {named.source, part, count, rule.transposed};
      }
      known = true;
      break;
    }
    if (!known) result.recipes[named.name] = {named.source, 0, 1, false};
  }
  return result;
}

/// NAMES with each joint projection of Hugging Face's own under the names of its parts.
std::vector<Named> without_joint_projections(const std::vector<Named>& names) {
  std::vector<Named> all;
  for (const Named& named : names) {
    bool joint = false;
    for (const RenamingRule& rule : huggingface_joint_projections()) {
      const auto rest = match_pattern(rule.from, named.name);
      if (!rest) continue;
      joint = true;
      const int parts = static_cast<int>(rule.to.size());
      for (int part = 0; part < parts; ++part) {
        all.push_back({fill_pattern(rule.to[static_cast<std::size_t>(part)], *rest), named.source, part, parts});
      }
    }
    if (!joint) all.push_back(named);
  }
  return all;
}

/// Hugging Face's own names in NAMES, completed; an empty family where it cannot be told.
Renaming rename_own(std::vector<Named> names, const std::vector<FamilyNames>& families) {
  names = without_joint_projections(names);
  for (Named& named : names) named.name = respelled(named.name);
  const FamilyNames* found = recognise_family(names, families);
  if (found == nullptr) {
    // A trunk that was saved on its own: the family whose signs appear once the prefix is there.
    for (const FamilyNames& family : families) {
      std::vector<Named> completed = with_trunk(names, family);
      for (Named& named : completed) named.name = respelled(named.name);
      if (family.trunk.empty() || !all_found(completed, family.signs)) continue;
      names = std::move(completed);
      found = &family;
      break;
    }
  }
  Renaming result{"Hugging Face", found == nullptr ? "" : found->family, {}};
  for (const Named& named : names) result.recipes[named.name] = {named.source, named.part, named.parts, false};
  return result;
}

}  // namespace

at::Tensor TensorRecipe::apply(const at::Tensor& tensor) const {
  at::Tensor result = tensor;
  if (parts > 1) {
    if (result.dim() == 0 || result.size(0) % parts != 0) return {};
    const std::int64_t length = result.size(0) / parts;
    result = result.narrow(0, part * length, length);
  }
  if (transposed) {
    if (result.dim() != 2) return {};
    result = result.t();
  }
  return result;
}

Renaming rename_parameters(const std::vector<std::string>& names, const std::vector<FamilyNames>& families) {
  std::vector<Named> kept;
  std::set<std::string> distinct;
  const bool beside_backbone = std::any_of(
      names.begin(), names.end(), [](const std::string& name) { return ends_with(name, "backbone.cls_token"); });
  for (const std::string& name : names) {
    if (is_ballast(name) || (beside_backbone && is_dino_projection(name))) continue;
    kept.push_back({without_inner_wrappers(name), name});
    distinct.insert(kept.back().name);
  }
  if (distinct.size() < kept.size()) {  // a copy of the model beside the compiled one: which is meant is not known
    for (Named& named : kept) named.name = named.source;
  }
  // As they are first, then with one wrapper less each time.
  std::vector<std::vector<Named>> views;
  for (auto view = kept; !view.empty() && views.size() < most_wrappers; view = unwrapped(view)) views.push_back(view);
  for (const auto& view : views) {
    if (const ForeignNames* foreign = recognise_foreign(view)) return rename_foreign(view, *foreign);
  }
  for (const auto& view : views) {
    if (Renaming own = rename_own(view, families); !own.family.empty()) return own;
  }
  return rename_own(kept, families);
}

}  // namespace rex
