// Work over many samples: on several threads, so that it can stop, go on, be split and be merged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/evaluate/runs/shard.h"

namespace rex::evaluate {

/// Rounds of work: what makes the row of the sample at index SAMPLE of the ids, without its "id". What it throws
/// becomes the row's "error". Each worker thread has one of its own.
using RowMaker = std::function<nlohmann::json(std::size_t sample)>;

struct RunSettings {
  std::filesystem::path folder;  ///< made where it is missing
  std::vector<std::string> ids;  ///< sorted, each once
  Shard shard;
  int workers = 1;
  /// What the rows depend on: model, data, options. Kept in FOLDER/run.json; another one there is refused.
  nlohmann::json identity;
};

struct RunOutcome {
  std::int64_t samples = 0;  ///< of the shard
  std::int64_t computed = 0;
  std::int64_t failed = 0;  ///< all rows that tell an error
  double seconds = 0;       ///< for what was computed
  std::vector<std::string> notes;
};

/// Makes the missing rows of FOLDER/Shard::file_name(). Each sample is computed by one thread, whatever the number of
/// workers, so that its numbers are the same. A failed sample is a row with its "error"; it is tried again when the run
/// is given again. PROGRESS tells rate and time left. Throws Error where the folder is in use, belongs to another run
/// or cannot be written; Cancelled.
RunOutcome run(const RunSettings& settings, const std::function<RowMaker()>& make_worker, const Progress& progress);

/// Compares IDENTITY with FOLDER/run.json, which is written where it is missing. Throws Error naming what differs.
void claim_folder(const std::filesystem::path& folder, const nlohmann::json& identity);

/// Sorts IDS. Throws Error naming WHERE and the id where one occurs twice.
std::vector<std::string> sorted_ids(std::vector<std::string> ids, const std::string& where);

/// "1 h 5 min", "3 min", "12 s".
std::string duration_text(double seconds);

}  // namespace rex::evaluate
