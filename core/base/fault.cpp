#include "core/base/fault.h"

#include <algorithm>
#include <string_view>

namespace rex {
namespace {

/// A path of the sources as it stands in the repository, wherever that was checked out.
std::string_view in_repository(std::string_view path) {
  for (const std::string_view folder : {"/tests/", "/core/", "/ui/", "/app/"}) {
    if (const auto at = path.rfind(folder); at != std::string_view::npos) return path.substr(at + 1);
  }
  return path;
}

}  // namespace

Fault::Fault(const std::string& claim, const std::source_location& place)
    : std::logic_error(std::string(in_repository(place.file_name())) + ":" + std::to_string(place.line()) + ": \"" +
                       claim + "\" does not hold") {}

void throw_fault(const std::string& claim, const std::source_location& place) { throw Fault(claim, place); }

}  // namespace rex
