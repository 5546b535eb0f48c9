// Golden cases: what the public reference implementations computed on small models (tests/golden/<case>).
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/models/forward_pass.h"
#include "core/nn/parameters.h"

namespace rex::test {

/// One case: a model folder with the tensors that were fed to it and what the reference returned.
/// With REX_GOLDEN_REPORT set in the environment the worst comparison of each case is printed at its end.
class GoldenCase {
 public:
  /// Loads tests/golden/NAME with VARIANT's files: "" for inputs and expected; "_original" for inputs_original, …
  /// (files that the variant has not are the plain ones).
  explicit GoldenCase(const std::string& name, const std::string& variant = {});
  /// A case in any folder.
  struct Folder {
    std::filesystem::path path;
  };
  explicit GoldenCase(const Folder& folder, const std::string& variant = {});
  ~GoldenCase();
  GoldenCase(const GoldenCase&) = delete;
  GoldenCase& operator=(const GoldenCase&) = delete;

  const nlohmann::json& config() const { return config_; }
  /// case.json
  const nlohmann::json& description() const { return description_; }
  /// inputs.safetensors, as it is
  const ModelInputs& inputs() const { return inputs_; }
  const std::map<std::string, at::Tensor>& all_expected() const { return expected_; }
  const at::Tensor& expected(const std::string& key) const;
  bool has(const std::string& key) const { return expected_.count(key) != 0; }

  /// FILE.safetensors by Hugging Face's names: "model", or "original" with the original code base's names.
  ParameterSource parameters(const std::string& file = "model") const;

  /// The largest difference that KEY may have, as a fraction of the array's largest absolute value: 4 × the case's
  /// measured float32 noise + 1e-5 where it states one, else the fixed tolerances of the goldens' README.
  double tolerance(const std::string& key) const;

  /// How far ACTUAL is from the expected array: 1 is at the tolerance, infinity where shapes or non-finite numbers
  /// differ. A leading axis of length 1 may be absent.
  double distance(const std::string& key, const at::Tensor& actual) const;

  /// CHECKs that ACTUAL is within the tolerance, and remembers the worst for the report.
  void check(const std::string& key, const at::Tensor& actual);

 private:
  std::filesystem::path folder_;
  std::string name_;  // with the variant
  nlohmann::json config_;
  nlohmann::json description_;
  std::string expected_file_;
  std::map<std::string, at::Tensor> inputs_;
  std::map<std::string, at::Tensor> expected_;
  std::string worst_key_;
  double worst_ = 0;
};

}  // namespace rex::test
