#include "core/nn/parameters.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"

namespace rex {
namespace {

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

at::Tensor random_parameter(const std::string& name, const std::vector<std::int64_t>& shape, at::Generator generator) {
  if (ends_with(name, "bias") || ends_with(name, "running_mean")) return at::zeros(shape);
  if (shape.size() == 1) return ends_with(name, "embedding") ? at::randn(shape, generator) * 0.02 : at::ones(shape);
  if (shape.empty()) return at::full({}, std::log(1 / 0.07));  // CLIP's logit scale
  if (shape.size() == 4) return at::randn(shape, generator) * std::sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
  return at::randn(shape, generator) * 0.02;
}

std::string list(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  constexpr std::size_t most = 10;
  std::string text = "\n  " + title + ":";
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i) text += (i ? ", " : " ") + items[i];
  if (items.size() > most) text += " and " + std::to_string(items.size() - most) + " more";
  return text;
}

std::string shape_text(at::IntArrayRef shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

}  // namespace

ParameterSource::ParameterSource(std::string where, std::vector<std::string> names, Lookup lookup)
    : where_(std::move(where)), names_(std::move(names)), lookup_(std::move(lookup)) {
  std::sort(names_.begin(), names_.end());  // so that finding one costs little, however many a file has
}

ParameterSource ParameterSource::random(std::uint64_t seed) {
  ParameterSource source("random parameters", {}, {});
  at::Generator generator = at::detail::createCPUGenerator(seed);
  source.random_parameter_ = [generator](const std::string& name, const std::vector<std::int64_t>& shape) {
    return random_parameter(name, shape, generator);
  };
  return source;
}

at::Tensor ParameterSource::take(const std::string& name, std::vector<std::int64_t> shape) {
  if (const auto found = taken_.find(name); found != taken_.end()) return found->second;  // tied parameters
  at::Tensor value;
  if (random_parameter_) {
    value = random_parameter_(name, shape);
  } else if (value = lookup_(name); !value.defined()) {
    missing_.push_back(name + " " + shape_text(shape));
  } else if (value.sizes() != at::IntArrayRef(shape)) {
    misshapen_.push_back(name + " is " + shape_text(value.sizes()) + ", config.json says " + shape_text(shape));
    value = at::Tensor();
  }
  // What stands for an absent parameter takes no memory, whatever size config.json claims.
  value = value.defined() ? value.to(at::kFloat).contiguous() : at::zeros({}).expand(shape);
  taken_.emplace(name, value);
  return value;
}

bool ParameterSource::has(const std::string& name) const {
  return std::binary_search(names_.begin(), names_.end(), name);
}

bool ParameterSource::has_any(const std::string& prefix) const {
  const auto first = std::lower_bound(names_.begin(), names_.end(), prefix);
  return first != names_.end() && first->rfind(prefix, 0) == 0;
}

std::vector<std::int64_t> ParameterSource::shape(const std::string& name) const {
  if (!has(name)) return {};
  return lookup_(name).sizes().vec();
}

void ParameterSource::finish(const std::string& looks_like) const {
  std::vector<std::string> unexpected;
  for (const std::string& name : names_) {
    const bool ignored = std::any_of(ignored_.begin(), ignored_.end(),
                                     [&](const std::string& prefix) { return name.rfind(prefix, 0) == 0; });
    if (!ignored && taken_.count(name) == 0) unexpected.push_back(name);
  }
  if (missing_.empty() && misshapen_.empty() && unexpected.empty()) return;
  throw Error(where_,
              "the weights do not fit config.json" + list("missing", missing_) + list("wrong shape", misshapen_) +
                  list("unexpected", unexpected),
              looks_like.empty() ? "Check that config.json and the weights belong together." : looks_like);
}

}  // namespace rex
