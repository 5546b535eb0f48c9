// The curves of a report: a plot for each list of numbers, under one key.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace rex::evaluate {

/// The curves of METHODS ({METHOD: {"curves": {KEY: […]}}}, see summarise()) as HTML: one key of all methods, then a
/// plot for each KEY. STEPS ({PREFIX: […]}) are the shares that were removed; lists without them go by the layers that
/// were made random. Empty where there are none.
std::string curves_html(const nlohmann::json& methods, const nlohmann::json& steps);

/// What a plot says of itself.
struct PlotTitle {
  std::string what;    ///< "Regions, least relevant first"
  std::string values;  ///< "probability of the answer"
  std::string steps;   ///< "share removed"
};

/// METHODS beside their values over STEPS as an SVG. Values in [0, 1] have that whole range as their axis, others their
/// own. Every method keeps its colour and dashes wherever METHOD_NAMES, all of the report, are the same.
std::string curves_svg(const PlotTitle& title, const std::vector<double>& steps,
                       const std::vector<std::pair<std::string, std::vector<double>>>& methods,
                       const std::vector<std::string>& method_names);

}  // namespace rex::evaluate
