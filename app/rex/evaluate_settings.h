// What `rex evaluate` was asked, as the command line and run.json say it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/evaluate/data/sets/data_set.h"
#include "core/evaluate/runs/task.h"
#include "core/models/open/open_model.h"
#include "core/nn/arithmetic.h"

namespace rex::command {

struct EvaluateSettings {
  std::string protocol;
  std::string model;
  std::vector<std::int64_t> heads;  ///< of weights that do not tell them
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;
  evaluate::DataOptions data;
  std::vector<std::string> methods{"all"};
  std::vector<std::string> parts;
  std::vector<std::string> replacements{"black"};
  std::vector<double> steps;
  std::string explained = "both";
  double threshold = 0.5;
  std::string order = "top_down";
  std::vector<std::string> variants{"plain"};
  int noise_samples = 50;
  int random_maps = 3;
  std::uint32_t seed = 0;

  OpenOptions open_options() const { return {.heads = heads, .arithmetic = arithmetic}; }

  /// For MODEL. Throws Error naming the option that is wrong.
  evaluate::TaskOptions task_options(const ModelDescription& description) const;

  /// What the results depend on, with the command that repeats them.
  nlohmann::json identity(const ModelDescription& description, std::size_t samples) const;
  static EvaluateSettings of(const nlohmann::json& identity);
};

}  // namespace rex::command
