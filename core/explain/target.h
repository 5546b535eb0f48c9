#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/models/description.h"

namespace rex {

/// What is explained. Empty fields are chosen by resolve() (predictions.h): the best class, the most confident query,
/// the best text.
struct Target {
  std::optional<std::int64_t> class_index;  ///< class or answer
  std::optional<std::int64_t> query;        ///< DETR
  std::optional<std::int64_t> text;         ///< CLIP
  bool like = false;                        ///< the similarity of the feature with that of a second picture

  bool operator==(const Target&) const = default;
};

/// Reads "top", a class index ("281", "class:281") or label in any case ("tabby", "label:2" where a label is a number),
/// "query:N", "query:N,CLASS", "text:N" and "like" (the similarity with a second picture). Throws Error with near
/// labels.
Target parse_target(const std::string& text, const ModelDescription& description);

/// The opposite: "query:4,class:8", "class:281", "text:0"; "top" where nothing is chosen.
std::string to_string(const Target& target);

}  // namespace rex
