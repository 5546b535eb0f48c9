#pragma once

#include <string>
#include <vector>

namespace rex {

/// How the names of a family's parameters begin, to recognise it and to complete a trunk that was saved without its
/// prefix. Patterns are those of RenamingRule: "#" stands for a number.
struct FamilyNames {
  std::string family = {};         ///< Hugging Face's model_type
  std::string trunk;               ///< "bert."; empty where there is no common prefix
  std::vector<std::string> bare;   ///< what the trunk's names begin with when the prefix is missing
  std::vector<std::string> signs;  ///< patterns, with the prefix, that must all be found
};

}  // namespace rex
