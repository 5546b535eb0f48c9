#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/models/forward_pass.h"
#include "core/nn/arithmetic.h"

namespace rex::command {

/// The options of `rex bench`.
struct BenchSettings {
  std::string config;
  std::string method = "generic";
  std::string image_size;  ///< "WIDTHxHEIGHT" or one number; empty: the config's
  std::int64_t words = 20;
  std::int64_t regions = 36;
  std::int64_t texts = 2;  ///< captions (CLIP)
  int repeats = 3;
  int threads = 1;
  bool double_precision = false;                        ///< of relevance passes
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;  ///< bfloat16: both, side by side
  int scenes = 20;                                      ///< that deviations are told over
  bool left_out = false;                                ///< also what is left out
  bool evaluate = false;                                ///< perturbation in place of explanations
  std::string way;  ///< set in the processes that measure: "ours", "plain" or "everything"
};

/// The config.json that SETTINGS name. Throws Error where it is none.
nlohmann::json bench_config(const BenchSettings& settings);

/// Inputs of the right shapes for CONFIG: noise for pictures and regions, random words. CLIP gets two texts or more, so
/// that there is a next target. Throws Error where the picture's size is none.
ModelInputs bench_inputs(const nlohmann::json& config, const BenchSettings& settings);

/// Builds the model with seeded random weights and explains SETTINGS.repeats times in this process, in SETTINGS.way:
/// {phase: {"seconds": best processor time, "megabytes": peak of the whole process}} and "model": megabytes before.
nlohmann::json bench_measure(const BenchSettings& settings);

/// Prints how far SETTINGS.arithmetic moves answers and maps from float32.
void bench_deviation(const BenchSettings& settings);

/// Prints what perturbation tests cost beside their forward passes alone, and beside one removal at a time.
void bench_evaluate(const BenchSettings& settings);

}  // namespace rex::command
