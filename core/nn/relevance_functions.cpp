#include "core/nn/relevance_functions.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/nn/relevance_rules.h"

namespace rex::nn::relevance {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

// Names of what a function keeps beside tensors.
const char* const kept_rules = "rules";
const char* const kept_conserve_total = "conserve_total";

RuleSet rules_of(AutogradContext* context) { return static_cast<RuleSet>(context->saved_data[kept_rules].toInt()); }

struct Linear : Function<Linear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias, bool conserve_total, std::int64_t rules) {
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = weight.size(0);
    const at::Tensor product = at::mm(x.reshape({-1, x.size(-1)}), weight.t()).view(shape);
    context->save_for_backward({x, weight, product});
    context->saved_data[kept_conserve_total] = conserve_total;
    context->saved_data[kept_rules] = rules;
    return bias ? product + *bias : product;
  }

  static variable_list backward(AutogradContext* context, const variable_list& relevance) {
    const variable_list saved = context->get_saved_variables();
    const LinearRule rule{context->saved_data[kept_conserve_total].toBool()};
    return {rules::linear(relevance[0], saved[0], saved[2], saved[1], rule, rules_of(context)), {}, {}, {}, {}};
  }
};

struct Matmul : Function<Matmul> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor product = at::matmul(a, b);
    context->save_for_backward({a, b, product});
    return product;
  }

  static variable_list backward(AutogradContext* context, const variable_list& relevance) {
    const variable_list saved = context->get_saved_variables();
    const auto [a, b] = rules::matmul(relevance[0], saved[0], saved[1], saved[2], context->needs_input_grad(0),
                                      context->needs_input_grad(1));
    return {a, b};
  }
};

struct Add : Function<Add> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b, std::int64_t rules) {
    const at::Tensor sum = a + b;
    context->save_for_backward({a, b, sum});
    context->saved_data[kept_rules] = rules;
    return sum;
  }

  static variable_list backward(AutogradContext* context, const variable_list& relevance) {
    const variable_list saved = context->get_saved_variables();
    const auto [a, b] = rules::add(relevance[0], saved[0], saved[1], saved[2], rules_of(context));
    return {a, b, {}};
  }
};

struct Reused : Function<Reused> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x) {
    context->save_for_backward({x});
    return x.view_as(x);
  }

  static variable_list backward(AutogradContext* context, const variable_list& relevance) {
    return {rules::reused(relevance[0], context->get_saved_variables()[0])};
  }
};

struct PixelLinear : Function<PixelLinear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias) {
    context->save_for_backward({x, weight});
    return at::linear(x, weight, bias);
  }

  static variable_list backward(AutogradContext* context, const variable_list& relevance) {
    const variable_list saved = context->get_saved_variables();
    const double lowest = saved[0].min().item<double>(), highest = saved[0].max().item<double>();
    return {rules::pixel_linear(relevance[0], saved[0], saved[1], lowest, highest), {}, {}};
  }
};

struct Unchanged : Function<Unchanged> {
  static at::Tensor forward(AutogradContext*, const at::Tensor& x,
                            const std::function<at::Tensor(const at::Tensor&)>& operation) {
    return operation(x);
  }

  static variable_list backward(AutogradContext*, const variable_list& relevance) { return {relevance[0], {}}; }
};

c10::optional<at::Tensor> given(const at::Tensor& tensor) {
  return tensor.defined() ? c10::optional<at::Tensor>(tensor) : c10::nullopt;
}

}  // namespace

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const LinearRule& rule,
                  RuleSet rules) {
  return Linear::apply(x, weight, given(bias), rule.conserve_total, static_cast<std::int64_t>(rules));
}

at::Tensor matmul(const at::Tensor& a, const at::Tensor& b) { return Matmul::apply(a, b); }

at::Tensor add(const at::Tensor& a, const at::Tensor& b, RuleSet rules) {
  return Add::apply(a, b, static_cast<std::int64_t>(rules));
}

at::Tensor reused(const at::Tensor& x) { return Reused::apply(x); }

at::Tensor pixel_linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  return PixelLinear::apply(x, weight, given(bias));
}

at::Tensor unchanged(const at::Tensor& x, const std::function<at::Tensor(const at::Tensor&)>& operation) {
  return Unchanged::apply(x, operation);
}

}  // namespace rex::nn::relevance
