#pragma once

#include <CLI/CLI.hpp>
#include <cmath>
#include <string>

namespace rex::command {

/// LEAST … MOST, as CLI::Range, which lets NaN pass.
inline CLI::Validator number_in(double least, double most) {
  const CLI::Validator in_range = CLI::Range(least, most);
  CLI::Validator validator = in_range;
  validator.operation([in_range](std::string& text) {
    double value = 0;
    if (CLI::detail::lexical_cast(text, value) && std::isnan(value)) return "Value " + text + " is no number";
    return in_range(text);
  });
  return validator;
}

}  // namespace rex::command
