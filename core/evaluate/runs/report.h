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

}  // namespace rex::evaluate
