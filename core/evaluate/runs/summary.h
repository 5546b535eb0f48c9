// Means, intervals and tests of all rows of a run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/evaluate/runs/row_file.h"
#include "core/evaluate/runs/task.h"

namespace rex::evaluate {

/// The summary of ROWS by TASK: {"samples", "failed", "failures", "accuracy", "steps", "subsets": {"all" | "right":
/// {"samples", "targets": {TARGET: {"methods": {METHOD: {"numbers": {METRIC: {"mean", "standard_error", "lower",
/// "upper", "samples"}}, "curves": {METRIC: […]}}}, "paired": […]}}}}, "totals"}. Random maps are averaged over their
/// seeds, and "band" is the least and the largest mean of a seed. Sums run in order of ids, in double: the same rows
/// give the same bytes. SEED is of the resampling.
nlohmann::json summarise(const RowIndex& rows, const Task& task, std::uint32_t seed);

/// The same of a run without a task, which only tells samples and failures.
nlohmann::json summarise(const RowIndex& rows);

/// The result files of FOLDER: its shards, or its results.jsonl where there are none. Throws Error where shards are
/// missing, saying which, and where there is nothing.
std::vector<std::filesystem::path> result_files(const std::filesystem::path& folder);

/// The metric of METRICS that KEY ("pixels/black/positive_auc") ends in; null where none.
const Metric* metric_of(const std::vector<Metric>& metrics, const std::string& key);

}  // namespace rex::evaluate
