#include "tests/support/golden.h"

#include <ATen/ATen.h>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <optional>
#include <sstream>

#include "core/checkpoint/renaming.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

namespace rex::test {
namespace {

nlohmann::json read_json(const std::filesystem::path& path) { return nlohmann::json::parse(read_file(path)); }

std::map<std::string, at::Tensor> read_tensors(const std::filesystem::path& folder, const std::string& file,
                                               const std::string& variant) {
  const std::filesystem::path with_variant = folder / (file + variant + ".safetensors");
  return load_safetensors(std::filesystem::exists(with_variant) ? with_variant : folder / (file + ".safetensors"));
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The measured float32 noise of KEY, wherever the case states it.
std::optional<double> stated_noise(const nlohmann::json& description, const std::string& file, const std::string& key) {
  if (description.contains("float32_noise") && description["float32_noise"].contains(key)) {
    return description["float32_noise"][key].get<double>();
  }
  if (description.contains("precision") && description["precision"].contains("keys") &&
      description["precision"]["keys"].contains(key)) {
    return description["precision"]["keys"][key].get<double>();
  }
  // DETR states one number for each family of keys: "gradient", "lrp_attention/encoder.self", …
  const auto variants = description.find("variants");
  if (variants == description.end() || !variants->contains(file)) return std::nullopt;
  std::optional<double> noise;
  std::size_t longest = 0;
  for (const auto& [family, value] : (*variants)[file]["float32_vs_float64_max_relative_deviation"].items()) {
    const bool fits = key == family || key.rfind(family + "/", 0) == 0;
    if (fits && value.is_number() && family.size() >= longest) {
      noise = value.get<double>();
      longest = family.size();
    }
  }
  return noise;
}

}  // namespace

GoldenCase::GoldenCase(const std::string& name, const std::string& variant)
    : GoldenCase(Folder{golden(name)}, variant) {}

GoldenCase::GoldenCase(const Folder& folder, const std::string& variant)
    : folder_(folder.path),
      name_(folder_.filename().string() + variant),
      config_(read_json(folder_ / "config.json")),
      description_(read_json(folder_ / "case.json")),
      expected_file_("expected" + variant + ".safetensors"),
      inputs_(read_tensors(folder_, "inputs", variant)),
      expected_(read_tensors(folder_, "expected", variant)) {
  const std::filesystem::path newer = folder_ / "newer.json";  // the noise of the newer methods' numbers
  if (variant == "_newer" && std::filesystem::exists(newer)) {
    description_["float32_noise"] = read_json(newer).at("float32_noise");
  }
}

GoldenCase::~GoldenCase() {
  if (std::getenv("REX_GOLDEN_REPORT") != nullptr && !worst_key_.empty()) {
    std::cerr << "golden " << name_ << ": worst is " << worst_ << " of the tolerance " << tolerance(worst_key_)
              << " at " << worst_key_ << "\n";
  }
}

const at::Tensor& GoldenCase::expected(const std::string& key) const {
  INFO(name_ << " has no " << key);
  REQUIRE(has(key));
  return expected_.at(key);
}

ParameterSource GoldenCase::parameters(const std::string& file) const {
  const auto weights = load_safetensors(folder_ / (file + ".safetensors"));
  std::vector<std::string> names;
  for (const auto& [name, value] : weights) names.push_back(name);
  const auto recipes = rename_parameters(names, every_family_names()).recipes;
  names.clear();
  for (const auto& [name, recipe] : recipes) names.push_back(name);
  return ParameterSource(name_, names, [weights, recipes](const std::string& name) {
    const auto found = recipes.find(name);
    return found == recipes.end() ? at::Tensor() : found->second.apply(weights.at(found->second.source));
  });
}

double GoldenCase::tolerance(const std::string& key) const {
  // The goldens' README: relative to the array's largest absolute value. Where a case measured its float32 noise, four
  // times that; else what rounding leaves without LRP, and what LRP's divisions by sums near zero make of it.
  constexpr double without_lrp = 2e-4, attribution = 2e-3, lrp = 5e-3;
  if (const auto noise = stated_noise(description_, expected_file_, key)) return 4 * *noise + 1e-5;
  if (contains(key, "generic_lrp") || contains(key, "/lrp") || contains(key, "_lrp/") ||
      contains(key, "lrp_attention")) {
    return lrp;
  }
  return contains(key, "transformer_attribution") || contains(key, "partial_lrp") ? attribution : without_lrp;
}

double GoldenCase::distance(const std::string& key, const at::Tensor& actual) const {
  const double infinity = std::numeric_limits<double>::infinity();
  if (!actual.defined()) return infinity;
  const at::Tensor wanted = expected(key).to(at::kDouble);
  at::Tensor got = actual.detach().to(at::kCPU).to(at::kDouble);
  if (got.dim() == wanted.dim() + 1 && got.size(0) == 1) got = got.squeeze(0);
  if (got.dim() + 1 == wanted.dim() && wanted.size(0) == 1) got = got.unsqueeze(0);
  if (got.sizes() != wanted.sizes() || !at::isfinite(got).equal(at::isfinite(wanted))) return infinity;
  const double difference = (got - wanted).nan_to_num().abs().max().item<double>();
  const double largest = wanted.nan_to_num().abs().max().item<double>();
  if (difference == 0) return 0;
  return difference / (tolerance(key) * largest);  // infinite where zeros are expected and something else came
}

void GoldenCase::check(const std::string& key, const at::Tensor& actual) {
  const double ratio = distance(key, actual);
  if (!(ratio <= worst_)) {
    worst_ = ratio;
    worst_key_ = key;
  }
  std::ostringstream shapes;
  shapes << expected(key).sizes();
  if (actual.defined()) shapes << " expected, got " << actual.sizes();
  INFO(name_ << ": " << key << " " << shapes.str() << ", differs by " << ratio << " × the tolerance "
             << tolerance(key));
  CHECK(ratio <= 1);
}

}  // namespace rex::test
