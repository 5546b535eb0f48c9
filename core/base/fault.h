// What cannot happen, said in code: a broken claim is a bug of ours and is reported as one, unlike Error, which is
// about files, models and input.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <utility>

namespace rex {

/// A bug of the program. `what()` is "FILE:LINE: CLAIM does not hold"; as_error() turns it into an Error that asks for
/// a report.
class Fault : public std::logic_error {
 public:
  Fault(const std::string& claim, const std::source_location& place);
};

[[noreturn]] void throw_fault(const std::string& claim, const std::source_location& place);

/// Throws Fault where HOLDS is false. CLAIM says what should be true, such as "every layer has a map".
inline void require(bool holds, const char* claim,
                    const std::source_location& place = std::source_location::current()) {
  if (!holds) throw_fault(claim, place);
}

/// What OPTIONAL, a std::optional or any pointer, holds. Throws Fault where it is empty.
template <class Optional>
decltype(auto) required(Optional&& optional, const std::source_location& place = std::source_location::current()) {
  if (!optional) throw_fault("a value is there", place);
  return *std::forward<Optional>(optional);
}

/// The element of CONTAINER (a map, a vector, an array) at KEY, which must be there: throws Fault where it is not.
template <class Container, class Key>
decltype(auto) required_at(Container&& container, const Key& key,
                           const std::source_location& place = std::source_location::current()) {
  try {
    return container.at(key);
  } catch (const std::out_of_range&) {
    throw_fault("an entry is there", place);
  }
}

}  // namespace rex
