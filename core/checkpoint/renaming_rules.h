// The one table of foreign parameter names. Private to core/checkpoint.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace rex {

/// One way of writing names. In FROM, "#" stands for a number and "*" for a rest of any length; "#" and "*" in TO stand
/// for the same, in order. No TO: the tensor is left out. Several: it is split into equal parts.
struct RenamingRule {
  std::string from;
  std::vector<std::string> to;
  bool transposed = false;
};

/// The names of one code base.
struct ForeignNames {
  std::string origin;
  std::string family;              ///< Hugging Face's model_type
  std::vector<std::string> signs;  ///< patterns that must all be found among the names
  std::vector<RenamingRule> rules;
};

/// In the order in which they are tried: the more special first.
const std::vector<ForeignNames>& foreign_names();

/// Old or bare spellings of Hugging Face's own names, tried on every name of a checkpoint of its own.
const std::vector<RenamingRule>& huggingface_respellings();

/// Joint projections among Hugging Face's own names, and the names of their parts.
const std::vector<RenamingRule>& huggingface_joint_projections();

/// What "#" and "*" stand for in NAME, or nothing where it does not fit PATTERN.
std::optional<std::vector<std::string>> match_pattern(const std::string& pattern, const std::string& name);

/// PATTERN with its "#" and "*" replaced by PARTS in order.
std::string fill_pattern(const std::string& pattern, const std::vector<std::string>& parts);

}  // namespace rex
