#include "core/evaluate/runs/shard.h"

#include <cstdlib>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"

namespace rex::evaluate {
namespace {

std::int64_t variable(const char* name, const char* text) {
  const auto number = whole_number(text);
  if (number) return *number;
  throw Error(name, "is \"" + printable(text) + "\", not a number", "Unset it, or say --shard I/N.");
}

}  // namespace

std::string Shard::file_name() const {
  if (whole()) return "results.jsonl";
  return "results." + std::to_string(index) + "-of-" + std::to_string(count) + ".jsonl";
}

Shard parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto index = whole_number(std::string_view(text).substr(0, slash));
    const auto count = whole_number(std::string_view(text).substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count) return {*index, *count};
  }
  throw Error("--shard", "\"" + printable(text) + "\" is no share", "Write I/N with I from 1 to N, as 2/4.");
}

Shard slurm_shard() {
  const char* const id = std::getenv("SLURM_ARRAY_TASK_ID");
  const char* const count = std::getenv("SLURM_ARRAY_TASK_COUNT");
  if (id == nullptr || count == nullptr) return {};
  const char* const least = std::getenv("SLURM_ARRAY_TASK_MIN");
  Shard shard;
  shard.count = variable("SLURM_ARRAY_TASK_COUNT", count);
  const std::int64_t number = variable("SLURM_ARRAY_TASK_ID", id);
  // An array that does not say where it begins is taken to begin at 1, or at 0 if it has a task 0.
  shard.index = number - (least != nullptr ? variable("SLURM_ARRAY_TASK_MIN", least) : number == 0 ? 0 : 1) + 1;
  if (shard.count < 1 || shard.index < 1 || shard.index > shard.count) {
    throw Error("SLURM_ARRAY_TASK_ID",
                "is " + std::to_string(number) + " in an array of " + std::to_string(shard.count) +
                    " tasks: the array has gaps",
                "Submit --array=1-N without gaps, or say --shard I/N.");
  }
  return shard;
}

}  // namespace rex::evaluate
