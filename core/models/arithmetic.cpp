#include "core/models/arithmetic.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace rex {
namespace {

/// Whether a layer multiplies with the parameter NAME: with all kernels and matrices, but for tables that rows are
/// looked up in.
bool is_multiplied(const std::string& name, const at::Tensor& value) {
  const auto ends_with = [&](std::string_view end) {
    return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
  };
  if (!ends_with(".weight")) return false;
  const bool patches = ends_with("patch_embedding.weight") || ends_with("patch_embeddings.weight");
  const bool table = ends_with("embedding.weight") || ends_with("embeddings.weight");
  return value.dim() == 4 || (value.dim() == 2 && (patches || !table));
}

}  // namespace

void use_arithmetic(Model& model, nn::Arithmetic arithmetic) {
  nn::require_arithmetic(arithmetic);
  if (arithmetic != nn::Arithmetic::bfloat16) return;
  for (const auto& [name, value] : model.parameters()) {
    if (is_multiplied(name, value)) value.set_data(value.detach().to(at::kBFloat16));
  }
}

nn::Arithmetic arithmetic_of(const Model& model) {
  const auto& parameters = model.parameters();
  const bool reduced = std::any_of(parameters.begin(), parameters.end(), [](const auto& parameter) {
    return parameter.second.scalar_type() == at::kBFloat16;
  });
  return reduced ? nn::Arithmetic::bfloat16 : nn::Arithmetic::float32;
}

std::string bfloat16_note(double float32, double bfloat16) {
  char rates[96];
  std::snprintf(rates, sizeof rates, "%.0f GFLOP/s in bfloat16, %.0f in float32", bfloat16, float32);
  return std::string("Linear layers and convolutions multiply in bfloat16 (this processor: ") + rates + ")." +
         (bfloat16 < float32 ? " Here that is no gain: float32 is faster." : "");
}

}  // namespace rex
