// One part of a data set, so that several machines share the work.
#pragma once

#include <cstdint>
#include <string>

namespace rex::evaluate {

/// Samples whose index among the sorted ids is index − 1, index − 1 + count, …
struct Shard {
  std::int64_t index = 1;  ///< 1…count
  std::int64_t count = 1;

  bool has(std::int64_t sample) const { return sample % count == index - 1; }
  bool whole() const { return count == 1; }
  /// "results.jsonl" for the whole, else "results.2-of-4.jsonl".
  std::string file_name() const;
  bool operator==(const Shard&) const = default;
};

/// Reads "2/4". Throws Error where TEXT is no such share.
Shard parse_shard(const std::string& text);

/// What Slurm's job array says (SLURM_ARRAY_TASK_ID, _COUNT and _MIN); the whole where this is no task of an array.
/// Throws Error where they are no numbers, or the array has gaps.
Shard slurm_shard();

}  // namespace rex::evaluate
