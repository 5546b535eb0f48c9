#include "core/base/error.h"

#include <utility>

namespace rex {
namespace {

std::string message(const std::string& where, const std::string& problem, const std::string& remedy) {
  std::string text = where.empty() ? problem : where + ": " + problem;
  if (!remedy.empty()) text += "\n" + remedy;
  return text;
}

}  // namespace

Error::Error(std::string where, std::string what, std::string remedy)
    : std::runtime_error(message(where, what, remedy)),
      where_(std::move(where)),
      problem_(std::move(what)),
      remedy_(std::move(remedy)) {}

}  // namespace rex
