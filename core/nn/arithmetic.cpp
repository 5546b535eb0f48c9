#include "core/nn/arithmetic.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/error.h"
#include "core/base/machine.h"

namespace rex::nn {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

bool is_reduced(const at::Tensor& weight) { return weight.scalar_type() == at::kBFloat16; }

/// a · b with B in bfloat16, in float32.
at::Tensor reduced_product(const at::Tensor& a, const at::Tensor& b) {
  return at::mm(a.to(at::kBFloat16), b).to(at::kFloat);
}

at::Tensor plain_product(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias) {
  if (is_reduced(weight)) {
    const at::Tensor result = reduced_product(rows, weight.t());
    return bias.defined() ? result + bias : result;
  }
  return bias.defined() ? at::addmm(bias, rows, weight.t()) : at::mm(rows, weight.t());
}

template <typename Number>
std::vector<std::int64_t> rows_with_numbers(const at::Tensor& matrix) {
  const std::int64_t columns = matrix.size(1);
  const Number* row = matrix.data_ptr<Number>();
  std::vector<std::int64_t> found;
  for (std::int64_t index = 0; index < matrix.size(0); ++index, row += columns) {
    if (std::any_of(row, row + columns, [](Number value) { return value != 0; })) found.push_back(index);
  }
  return found;
}

/// The rows of MATRIX, contiguous, that are not all zeros; NaN is no zero.
std::vector<std::int64_t> rows_with_numbers(const at::Tensor& matrix) {
  return matrix.scalar_type() == at::kDouble ? rows_with_numbers<double>(matrix) : rows_with_numbers<float>(matrix);
}

struct Product : torch::autograd::Function<Product> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& rows, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias, bool skip_zero_rows) {
    context->save_for_backward({weight});
    context->saved_data["skip_zero_rows"] = skip_zero_rows;
    return plain_product(rows, weight, bias ? *bias : at::Tensor());
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const bool skip = context->saved_data["skip_zero_rows"].toBool();
    return {product_backward(incoming[0], context->get_saved_variables()[0], skip), {}, {}, {}};
  }
};

}  // namespace

const char* name(Arithmetic arithmetic) { return arithmetic == Arithmetic::bfloat16 ? "bfloat16" : "float32"; }

Arithmetic arithmetic_from_name(const std::string& name) {
  if (name == "float32") return Arithmetic::float32;
  if (name == "bfloat16") return Arithmetic::bfloat16;
  throw Error("arithmetic", "\"" + name + "\" is none that is known", "Known are float32 and bfloat16.");
}

std::string bfloat16_problem(const std::string& flags, bool has_onednn) {
  const std::string words = " " + flags + " ";
  const auto has = [&](const char* flag) { return words.find(" " + std::string(flag) + " ") != std::string::npos; };
  if (!has_onednn) return "this LibTorch was built without oneDNN, which multiplies in bfloat16";
  if (!has("avx512_bf16") && !has("amx_bf16")) {
    return "this processor has no instructions for products in bfloat16 (avx512_bf16, amx_bf16)";
  }
  // What oneDNN's kernels ask for beside them.
  for (const char* flag : {"avx512bw", "avx512dq", "avx512vl"}) {
    if (!has(flag)) return "this processor lacks " + std::string(flag) + ", which oneDNN's products in bfloat16 need";
  }
  return {};
}

void require_arithmetic(Arithmetic arithmetic) {
  if (arithmetic != Arithmetic::bfloat16) return;
  const auto& context = at::globalContext();
  const std::string problem = bfloat16_problem(processor_flags(), context.hasMKLDNN() && context.userEnabledMkldnn());
  if (problem.empty()) return;
  throw Error("arithmetic", "bfloat16: " + problem, "Take float32: emulated, bfloat16 would be slower, not faster.");
}

at::Tensor product(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias, bool skip_zero_rows) {
  const bool trains = weight.requires_grad() || (bias.defined() && bias.requires_grad());
  if (trains || !rows.requires_grad() || !at::GradMode::is_enabled()) return plain_product(rows, weight, bias);
  return Product::apply(rows, weight, bias.defined() ? c10::optional<at::Tensor>(bias) : c10::nullopt, skip_zero_rows);
}

at::Tensor product_backward(const at::Tensor& gradient, const at::Tensor& weight, bool skip_zero_rows) {
  const at::Tensor rows = gradient.reshape({-1, gradient.size(-1)}).contiguous();
  const auto multiplied = [&](const at::Tensor& some) {
    return is_reduced(weight) ? reduced_product(some, weight) : at::mm(some, weight);
  };
  std::vector<std::int64_t> shape = gradient.sizes().vec();
  shape.back() = weight.size(1);
  if (!skip_zero_rows) return multiplied(rows).view(shape);
  const std::vector<std::int64_t> used = rows_with_numbers(rows);
  // Choosing rows and laying their products out again costs little, but not nothing.
  if (4 * used.size() > 3 * static_cast<std::size_t>(rows.size(0))) return multiplied(rows).view(shape);
  at::Tensor result = at::zeros({rows.size(0), weight.size(1)}, rows.options());
  if (used.empty()) return result.view(shape);
  if (used.back() - used.front() + 1 == static_cast<std::int64_t>(used.size())) {
    const auto count = static_cast<std::int64_t>(used.size());
    result.narrow(0, used.front(), count).copy_(multiplied(rows.narrow(0, used.front(), count)));
    return result.view(shape);
  }
  const at::Tensor places = at::tensor(used, at::kLong);
  return result.index_copy_(0, places, multiplied(rows.index_select(0, places))).view(shape);
}

at::Tensor convolution(const at::Tensor& map, const at::Tensor& weight, const at::Tensor& bias,
                       const ConvolutionSteps& steps) {
  const std::array stride = {steps.stride, steps.stride}, padding = {steps.padding, steps.padding};
  const std::array dilation = {steps.dilation, steps.dilation};
  if (!is_reduced(weight)) return at::conv2d(map, weight, bias, stride, padding, dilation, steps.groups);
  const at::Tensor result =
      at::mkldnn_convolution(map.to(at::kBFloat16), weight, {}, padding, stride, dilation, steps.groups);
  return result.to(at::kFloat).add_(bias.view({1, -1, 1, 1}));
}

}  // namespace rex::nn
