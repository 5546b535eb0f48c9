// Golden cases of the evaluation: numbers that public reference implementations computed, and the account of which of
// them a test has compared.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace rex::test {

/// Relative to the number: double arithmetic on the given numbers, as the case states.
inline constexpr double double_tolerance = 1e-9;
/// What float32 arrays allow, as the case states.
inline constexpr double float_tolerance = 1e-6;
/// The case's own for structural similarity.
inline constexpr double ssim_tolerance = 1e-7;

/// A JSON file of a case. Every leaf must be read as an input, or compared.
class GoldenFile {
 public:
  GoldenFile(const std::filesystem::path& folder, const std::string& name);
  ~GoldenFile();
  GoldenFile(const GoldenFile&) = delete;
  GoldenFile& operator=(const GoldenFile&) = delete;

  /// What stands at POINTER ("/saco/direct"), read as an input.
  const nlohmann::json& input(const std::string& pointer);
  /// What stands there, only to go through it.
  const nlohmann::json& look(const std::string& pointer) const;

  /// CHECKs ACTUAL, of any shape, against what stands at POINTER: integers, texts and null exactly, other numbers
  /// within TOLERANCE of them (and of 0 absolutely). ACTUAL may lack members of objects.
  void check(const std::string& pointer, const nlohmann::json& actual, double tolerance = double_tolerance);

 private:
  void check(const std::string& pointer, const nlohmann::json& expected, const nlohmann::json& actual,
             double tolerance);
  void account(const std::string& pointer, const nlohmann::json& value, std::set<std::string>& leaves) const;

  std::string name_;
  nlohmann::json content_;
  std::set<std::string> inputs_, compared_;
};

/// The tensors of a case's file.
class GoldenTensors {
 public:
  GoldenTensors(const std::filesystem::path& folder, const std::string& name);
  ~GoldenTensors();
  GoldenTensors(const GoldenTensors&) = delete;
  GoldenTensors& operator=(const GoldenTensors&) = delete;

  std::vector<std::string> names() const;
  /// [shape] of NAME, whatever its type.
  std::vector<std::int64_t> shape(const std::string& name) const;
  /// Its numbers, read as an input.
  std::vector<double> doubles(const std::string& name);
  std::vector<float> floats(const std::string& name);
  std::vector<std::uint8_t> bytes(const std::string& name);
  std::vector<std::int64_t> integers(const std::string& name);
  at::Tensor tensor(const std::string& name);

  /// CHECKs ACTUAL against NAME, each number within TOLERANCE of the largest.
  void check(const std::string& name, const std::vector<double>& actual, double tolerance);

 private:
  std::string name_;
  std::map<std::string, at::Tensor> tensors_;
  std::set<std::string> inputs_, compared_;
};

/// How many numbers, texts and nulls were compared since the start.
std::int64_t numbers_compared();

/// numbers → JSON, none → null.
template <class Number>
nlohmann::json json_of(const std::optional<Number>& number) {
  return number ? nlohmann::json(*number) : nlohmann::json();
}

// One for each room of the case; each CHECKs every number of its files.
void check_curves(const std::filesystem::path& folder);
void check_saco(const std::filesystem::path& folder);
void check_statistics(const std::filesystem::path& folder);
void check_similarity(const std::filesystem::path& folder);
void check_segmentation(const std::filesystem::path& folder);
void check_pointing(const std::filesystem::path& folder);
void check_imputation(const std::filesystem::path& folder);
void check_query_masks(const std::filesystem::path& folder);
void check_coco(const std::filesystem::path& folder);
void check_rationales(const std::filesystem::path& folder);
void check_vqa(const std::filesystem::path& folder);
void check_segmentation_mat(const std::filesystem::path& folder);

}  // namespace rex::test
