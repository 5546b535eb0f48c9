// Options and endings that `rex explain --out`, `rex evaluate` and `rex merge` share.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/evaluate/runs/run.h"

namespace rex::command {

/// Where results go, and which share of the samples is done here.
struct RunOptions {
  std::string out;
  std::string shard;  ///< "2/4"; empty: what Slurm says, or the whole

  evaluate::Shard read_shard() const;
};

std::shared_ptr<RunOptions> add_run_options(CLI::App& command);

/// Runs as evaluate::run() does, with progress on standard error, and tells how it went.
evaluate::RunOutcome run_samples(const evaluate::RunSettings& settings,
                                 const std::function<evaluate::RowMaker()>& make_worker);

/// Makes FOLDER/results.jsonl, summary.json and, of an evaluation, report.html of the results in PARTS (folders of one
/// run; FOLDER itself where there are none). FIGURES: so many best and worst samples are drawn. Throws Error where
/// shards or samples are missing.
void finish_run(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& parts, int figures);

}  // namespace rex::command
