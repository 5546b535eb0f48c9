// One HTML file that shows a run: tables, curves, samples, and all that repeats it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/evaluate/runs/task.h"

namespace rex::evaluate {

/// A picture of a report.
struct ReportFigure {
  std::string title;
  std::string caption;
  std::string png;  ///< bytes
};

/// The report of a SUMMARY (see summarise()) of the run IDENTITY (see RunSettings). The file needs no other: curves are
/// inline SVG, FIGURES are inside.
std::string report_html(const nlohmann::json& identity, const nlohmann::json& summary,
                        const std::vector<Metric>& metrics, const std::vector<ReportFigure>& figures);

/// TEXT with what HTML reads as markup replaced.
std::string html_text(std::string_view text);

/// Lines of VALUES over STEPS as an SVG; NAMES beside VALUES. Values and steps in any range.
std::string curves_svg(const std::string& title, const std::vector<double>& steps,
                       const std::vector<std::pair<std::string, std::vector<double>>>& curves);

}  // namespace rex::evaluate
