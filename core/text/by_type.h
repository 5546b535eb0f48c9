#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/printable.h"
#include "core/text/description_part.h"

namespace rex::text {

/// What tokenizer.json's PART of TYPE is read by: its entry of READERS, called with PART and ARGUMENTS. KINDS is their
/// plural for the message.
/// Throws Error: the type is not known, and which are.
template <class Reader, class... Arguments>
auto read_by_type(const std::map<std::string, Reader, std::less<>>& readers, std::string_view kinds,
                  const DescriptionPart& part, const std::string& type, const Arguments&... arguments) {
  if (const auto reader = readers.find(type); reader != readers.end()) return reader->second(part, arguments...);
  std::string names;
  for (const auto& [name, reader] : readers) names += (names.empty() ? "" : ", ") + name;
  part.refuse("is of type " + printable(type, 60) + ", which is not known",
              "Known " + std::string(kinds) + " are " + names + ".");
}

}  // namespace rex::text
