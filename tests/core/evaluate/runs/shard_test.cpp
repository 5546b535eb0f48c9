#include "core/evaluate/runs/shard.h"

#include <cstdlib>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// Slurm's variables, which are gone again afterwards; null: unset.
struct SlurmVariables {
  SlurmVariables(const char* id, const char* count, const char* least) {
    set("SLURM_ARRAY_TASK_ID", id);
    set("SLURM_ARRAY_TASK_COUNT", count);
    set("SLURM_ARRAY_TASK_MIN", least);
  }
  ~SlurmVariables() {
    for (const char* name : {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"}) unsetenv(name);
  }
  static void set(const char* name, const char* value) {
    if (value != nullptr) setenv(name, value, 1);
  }
};

}  // namespace

TEST_CASE("a share is written I/N, and what is none is refused") {
  CHECK(parse_shard("1/1") == Shard{});
  CHECK(parse_shard("3/4") == Shard{3, 4});
  CHECK(Shard{}.file_name() == "results.jsonl");
  CHECK(Shard{3, 4}.file_name() == "results.3-of-4.jsonl");
  for (const char* text : {"", "3", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1 /4", "1/99999999999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_shard(text), Error);
  }
}

TEST_CASE("shards share all samples, each once") {
  for (const std::int64_t count : {1, 3, 7}) {
    for (std::int64_t place = 0; place < 20; ++place) {
      int owners = 0;
      for (std::int64_t index = 1; index <= count; ++index) owners += Shard{index, count}.has(place) ? 1 : 0;
      CHECK(owners == 1);
    }
  }
}

TEST_CASE("a task of Slurm's array is a share, from wherever the array begins") {
  CHECK(slurm_shard() == Shard{});
  {
    const SlurmVariables variables("0", "4", "0");
    CHECK(slurm_shard() == Shard{1, 4});
  }
  {
    const SlurmVariables variables("4", "4", "1");
    CHECK(slurm_shard() == Shard{4, 4});
  }
  {
    const SlurmVariables variables("12", "3", "10");
    CHECK(slurm_shard() == Shard{3, 3});
  }
  {
    const SlurmVariables variables("2", "4", nullptr);
    CHECK(slurm_shard() == Shard{2, 4});
  }
  const SlurmVariables gaps("9", "2", "1");
  CHECK_THROWS_AS(slurm_shard(), Error);
  const SlurmVariables words("two", "4", "1");
  CHECK_THROWS_AS(slurm_shard(), Error);
}
