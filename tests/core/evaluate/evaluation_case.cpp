#include "tests/core/evaluate/evaluation_case.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "core/checkpoint/safetensors.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

namespace rex::test {
namespace fs = std::filesystem;

namespace {

std::int64_t compared_so_far = 0;

/// Where a reference's number is 0 ours may be the rounding of a sum.
constexpr double absolute_slack = 1e-12;

}  // namespace

std::int64_t numbers_compared() { return compared_so_far; }

GoldenFile::GoldenFile(const fs::path& folder, const std::string& name)
    : name_(name), content_(nlohmann::json::parse(read_file(folder / name))) {}

GoldenFile::~GoldenFile() {
  std::set<std::string> leaves;
  account("", content_, leaves);
  std::string unknown;
  for (const std::string& leaf : leaves) {
    if (inputs_.count(leaf) == 0 && compared_.count(leaf) == 0 && unknown.size() < 500) unknown += leaf + "\n";
  }
  INFO(name_ << " has leaves that nothing read or compared:\n" << unknown);
  CHECK(unknown.empty());
  compared_so_far += static_cast<std::int64_t>(compared_.size());
}

void GoldenFile::account(const std::string& pointer, const nlohmann::json& value, std::set<std::string>& leaves) const {
  if (!value.is_structured()) {
    leaves.insert(pointer);
    return;
  }
  std::size_t index = 0;
  for (const auto& [key, member] : value.items()) {
    account(pointer + "/" + (value.is_array() ? std::to_string(index) : key), member, leaves);
    ++index;
  }
}

const nlohmann::json& GoldenFile::look(const std::string& pointer) const {
  const nlohmann::json* value = &content_;
  // Keys may hold anything but a slash at the places that tests name.
  for (std::size_t begin = 1; begin <= pointer.size() && !pointer.empty();) {
    const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
    const std::string key = pointer.substr(begin, end - begin);
    value = value->is_array() ? &value->at(static_cast<std::size_t>(std::stoul(key))) : &value->at(key);
    begin = end + 1;
  }
  return *value;
}

const nlohmann::json& GoldenFile::input(const std::string& pointer) {
  const nlohmann::json& value = look(pointer);
  account(pointer, value, inputs_);
  return value;
}

void GoldenFile::check(const std::string& pointer, const nlohmann::json& actual, double tolerance) {
  check(pointer, look(pointer), actual, tolerance);
}

void GoldenFile::check(const std::string& pointer, const nlohmann::json& expected, const nlohmann::json& actual,
                       double tolerance) {
  if (actual.is_object() && expected.is_object()) {
    for (const auto& [key, value] : actual.items()) {
      INFO(name_ << pointer << "/" << key);
      REQUIRE(expected.contains(key));
      check(pointer + "/" + key, expected[key], value, tolerance);
    }
    return;
  }
  if (actual.is_array() && expected.is_array()) {
    INFO(name_ << pointer);
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
      check(pointer + "/" + std::to_string(i), expected[i], actual[i], tolerance);
    }
    return;
  }
  INFO(name_ << pointer << ": expected " << expected.dump() << ", got " << actual.dump());
  const bool exact = !expected.is_number_float() || !actual.is_number();
  if (exact && !(expected.is_number() && actual.is_number_float())) {
    CHECK(expected == actual);
  } else {
    const double wanted = expected.get<double>(), got = actual.get<double>();
    CHECK(std::abs(got - wanted) <= tolerance * std::abs(wanted) + absolute_slack);
  }
  compared_.insert(pointer);
}

GoldenTensors::GoldenTensors(const fs::path& folder, const std::string& name)
    : name_(name), tensors_(load_safetensors(folder / name)) {}

GoldenTensors::~GoldenTensors() {
  for (const auto& [name, tensor] : tensors_) {
    INFO(name_ << " " << name);
    CHECK((inputs_.count(name) != 0 || compared_.count(name) != 0));
    if (compared_.count(name) != 0) compared_so_far += tensor.numel();
  }
}

std::vector<std::string> GoldenTensors::names() const {
  std::vector<std::string> names;
  for (const auto& [name, tensor] : tensors_) names.push_back(name);
  return names;
}

std::vector<std::int64_t> GoldenTensors::shape(const std::string& name) const {
  return tensors_.at(name).sizes().vec();
}

at::Tensor GoldenTensors::tensor(const std::string& name) {
  inputs_.insert(name);
  return tensors_.at(name).clone();
}

namespace {

template <class Number>
std::vector<Number> numbers_of(const at::Tensor& tensor, at::ScalarType type) {
  const at::Tensor flat = tensor.to(type).contiguous();
  const auto* begin = static_cast<const Number*>(flat.data_ptr());
  return {begin, begin + flat.numel()};
}

}  // namespace

std::vector<double> GoldenTensors::doubles(const std::string& name) {
  return numbers_of<double>(tensor(name), at::kDouble);
}

std::vector<float> GoldenTensors::floats(const std::string& name) {
  return numbers_of<float>(tensor(name), at::kFloat);
}

std::vector<std::uint8_t> GoldenTensors::bytes(const std::string& name) {
  return numbers_of<std::uint8_t>(tensor(name), at::kByte);
}

std::vector<std::int64_t> GoldenTensors::integers(const std::string& name) {
  return numbers_of<std::int64_t>(tensor(name), at::kLong);
}

void GoldenTensors::check(const std::string& name, const std::vector<double>& actual, double tolerance) {
  INFO(name_ << " " << name);
  const std::vector<double> wanted = numbers_of<double>(tensors_.at(name), at::kDouble);
  REQUIRE(actual.size() == wanted.size());
  double largest = 0, worst = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    largest = std::max(largest, std::abs(wanted[i]));
    worst = std::max(worst, std::abs(actual[i] - wanted[i]));
  }
  CHECK(worst <= tolerance * largest);
  compared_.insert(name);
}

}  // namespace rex::test
